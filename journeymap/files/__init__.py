"""Journeys and sources from and to files."""
