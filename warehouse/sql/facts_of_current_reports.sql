-- The cells of one statutory table, which is the parameter. Sorted codes and years shrink the file to a third.
INSERT INTO {facts} BY NAME
SELECT r.office_id, r.year, c."row"::{row_type} AS {row}, c."column"::{column_type} AS {column}, c.value, {unit}
       c.status::cell_status AS status, c.text, c.report_id
FROM shard_cells AS c JOIN reports AS r USING (report_id)
WHERE r.is_current AND c."table" = ?
ORDER BY 2, 3, 4, 1
