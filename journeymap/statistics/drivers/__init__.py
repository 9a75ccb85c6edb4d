"""How much each of many questions explains of an outcome."""
