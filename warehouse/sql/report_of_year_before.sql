-- The report of the year before, or why there is none to compare with. A table, since many rules ask for it.
INSERT INTO previous_reports BY NAME
WITH before AS (
    SELECT office_id, year, any_value(previous_office_id) AS previous_office_id,
           bool_and(comparable) AND count(DISTINCT previous_office_id) = 1 AS comparable
    FROM predecessors GROUP BY office_id, year
)
SELECT r.report_id, r.office_id, r.year, p.report_id AS previous_id,
       CASE WHEN o.resolution IN {unsure} THEN 'office_uncertain'
            WHEN NOT b.comparable THEN 'office_changed'
            WHEN p.report_id IS NULL THEN 'previous_year_missing'
            WHEN p.scope <> r.scope THEN 'scope_changed' END AS reason
FROM reports AS r
LEFT JOIN offices AS o ON o.office_id = r.office_id
LEFT JOIN before AS b ON b.office_id = r.office_id AND b.year = r.year
LEFT JOIN reports AS p ON p.is_current AND p.office_id = coalesce(b.previous_office_id, r.office_id)
    AND p.year = r.year - 1
    AND coalesce(o.resolution, '') NOT IN {unsure}  -- one name may be of two offices
WHERE r.is_current
ORDER BY r.report_id
