"""Scans and pictures; the extra `scan`."""
