"""Text dumps: lines and fields, tables with commas."""
