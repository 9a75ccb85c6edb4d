"""Where goals stand."""
