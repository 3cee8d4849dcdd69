"""The places of China by code, name and year, for use without a network: packages in, three tables
out, one loader."""
