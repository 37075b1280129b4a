"""Kill processes under load, start them again, and see whether anything was lost or sold twice."""
