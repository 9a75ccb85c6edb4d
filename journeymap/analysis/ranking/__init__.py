"""Which touchpoint is weakest."""
