-- All of a table or view as a file.
COPY (FROM {source} ORDER BY {order}) TO $target (FORMAT parquet, COMPRESSION zstd)
