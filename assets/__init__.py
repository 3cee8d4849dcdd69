"""The graph for Dagster: what depends on what, what is checked, when it runs. Draws the line and does none of its work."""
