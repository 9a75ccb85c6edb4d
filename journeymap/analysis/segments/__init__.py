"""Segments and waves side by side: one metric over all values of a key."""
