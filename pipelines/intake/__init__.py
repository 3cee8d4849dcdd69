"""The archive with the bytes as they were published and how each came, the manifest, the inbox and
the mirror. Knows neither portals nor forms."""
