"""Every SQL statement of orders: placing (checkout), moving (steps and money), reading (lists), checks (verify)."""
