-- Every current report of one year, or of all where they are few, with a column per cell, its cells without a value, and the tables that it has.
INSERT INTO reports_wide BY NAME
WITH marks AS (
    SELECT report_id, list(cell ORDER BY k) FILTER (status IN {nil}) AS nil,
           list(cell ORDER BY k) FILTER (status IN {doubtful}) AS doubtful
    FROM ({marked_cells}) GROUP BY report_id
), present AS (
    SELECT report_id, list(t ORDER BY t) AS tables FROM ({present_tables}) GROUP BY report_id
)
SELECT r.office_id, r.year, r.report_id, r.edition, {named}, coalesce(marks.nil, []) AS nil,
       coalesce(marks.doubtful, []) AS doubtful, coalesce(present.tables, []) AS tables
FROM reports AS r
LEFT JOIN marks USING (report_id)
LEFT JOIN present USING (report_id)
LEFT JOIN (PIVOT ({values}) ON k IN ({numbers}) USING first(value) GROUP BY report_id) AS p USING (report_id)
WHERE r.is_current AND {of_year}
ORDER BY r.year, r.office_id
