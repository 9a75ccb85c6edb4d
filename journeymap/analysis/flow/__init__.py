"""How customers go through a journey: reach, drop-off, completion, and what a change would do."""
