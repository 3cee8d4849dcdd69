-- A year ($year) of a table or view as a file; the folder says the year.
COPY (SELECT * EXCLUDE (year) FROM {source} WHERE {where} ORDER BY {order}) TO $target (FORMAT parquet, COMPRESSION zstd)
