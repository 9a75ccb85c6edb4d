"""The map on slides: a few touchpoints on each, as cards and a curve that can be edited."""
