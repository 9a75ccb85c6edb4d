"""What customers did, event by event: read, counted and made into a journey's flow."""
