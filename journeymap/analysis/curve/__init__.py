"""The experience curve in short: its mean, its peak and its end, by segment."""
