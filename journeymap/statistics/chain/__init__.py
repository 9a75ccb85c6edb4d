"""Journeys as absorbing Markov chains."""
