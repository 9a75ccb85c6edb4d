"""Raw answers become readings: counted where they lie, decoded in Python."""
