"""The database: tables, views, findings, promises, publication, and the doors to read it. Alone
imports duckdb."""
