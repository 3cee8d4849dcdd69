"""Readings -> facts, and facts -> tidy frames."""
