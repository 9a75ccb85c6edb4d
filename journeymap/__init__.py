"""Customer journeys as text."""
