"""raw/archive: the bytes as they were published, for ever, and how each came. Knows neither portals
nor forms."""
