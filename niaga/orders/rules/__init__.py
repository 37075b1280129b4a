"""Pure decisions of orders: what a cart costs, which steps there are, what money means."""
