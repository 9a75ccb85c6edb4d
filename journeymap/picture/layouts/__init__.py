"""Layouts of graphs: where boxes and arrows lie, worked out by us or by Graphviz."""
