"""Words in open answers: what is typical of a touchpoint, and how customers say it."""
