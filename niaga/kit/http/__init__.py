"""HTTP, as every module speaks it: who may, what is refused and how, and how answers travel. Modules use `web`."""
