"""A report as Markdown that GitHub shows, and a journey in Mermaid's language."""
