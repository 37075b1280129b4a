"""Every SQL statement of the cart, and the rows they read and write."""
