-- The rows of a file that are of reports without a year, or of none, in its order.
FROM read_parquet($parquet)
WHERE report_id IS NULL OR report_id NOT IN (SELECT report_id FROM main.reports WHERE year IS NOT NULL) ORDER BY {order}
