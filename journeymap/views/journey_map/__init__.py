"""The map: stages as columns, lanes below each other."""
