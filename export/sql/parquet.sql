-- All rows of a file, in its order.
FROM read_parquet($parquet)
