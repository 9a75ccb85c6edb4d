"""Charts: one result each, described as marks."""
