"""Which is weakest, and what to fix first: pooling, ranks, alternatives, words for chances."""
