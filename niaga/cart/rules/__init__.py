"""Pure decisions: what goes into a cart, and whose it is."""
