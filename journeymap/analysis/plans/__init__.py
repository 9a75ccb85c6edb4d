"""Planned against actual: which moves follow the plan, which don't, and which nobody takes."""
