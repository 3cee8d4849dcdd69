-- The rows of a file that are of reports of a year ($year; null: of none), in its order.
FROM read_parquet($parquet) WHERE report_id IN (SELECT report_id FROM main.reports WHERE year = $year) ORDER BY {order}
