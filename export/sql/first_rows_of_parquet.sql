-- The first rows of the Parquet files of a table or view, in their order.
FROM read_parquet($files, hive_partitioning = true, union_by_name = true) LIMIT $many
