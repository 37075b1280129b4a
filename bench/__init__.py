"""What the platform does in a second, beside the limit of the machine measured in the same run. `make bench`."""
