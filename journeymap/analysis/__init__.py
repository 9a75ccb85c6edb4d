"""What the readings say: one question per file, each answered by a frozen, typed result."""
