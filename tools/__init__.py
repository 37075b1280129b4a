"""For whoever works on Niaga; nothing here runs in production."""
