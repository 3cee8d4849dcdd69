"""The graph for Dagster: what depends on what, what is checked, when it runs. It does none of the
work."""
