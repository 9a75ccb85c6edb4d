"""A report as a PowerPoint file: native shapes, charts and tables that can be edited."""
