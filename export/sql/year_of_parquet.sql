-- The rows of a file that is a year of a table, with the year.
SELECT *, CAST($year AS INTEGER) AS year FROM read_parquet($parquet, hive_partitioning = false)
