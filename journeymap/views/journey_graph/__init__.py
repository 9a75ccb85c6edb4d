"""The graph: touchpoints by stage, and how customers go on."""
