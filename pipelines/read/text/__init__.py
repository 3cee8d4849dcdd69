"""Text dumps: lines and fields, tables in CSV."""
