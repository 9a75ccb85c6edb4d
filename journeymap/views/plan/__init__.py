"""The planned journey against the actual one, as a graph."""
