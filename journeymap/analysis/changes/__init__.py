"""Comparing two journeys, waves or segments: what the model says, and what the numbers say."""
