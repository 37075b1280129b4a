"""The rules of the house, as tests; `make check` runs them."""
