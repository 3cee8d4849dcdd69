"""Web pages and pages saved with their pictures."""
