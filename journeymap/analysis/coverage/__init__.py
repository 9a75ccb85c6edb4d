"""What a journey doesn't know about itself."""
