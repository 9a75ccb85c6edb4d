"""What to fix first, what to leave, and what to do about it."""
