"""Starting a journey: from a template, or from a look at a table of answers."""
