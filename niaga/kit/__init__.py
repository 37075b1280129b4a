"""The only code all modules share. It knows nothing of commerce."""
