"""Niaga: one commerce platform for campuses, retail chains and rental branches. See ARCHITECTURE.md."""
