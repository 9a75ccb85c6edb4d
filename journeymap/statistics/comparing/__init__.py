"""Groups compared: two, several or the same customers twice."""
