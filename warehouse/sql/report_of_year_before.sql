-- The report of the year before, or why there is none to compare with. A table, since many rules ask for it.
INSERT INTO previous_reports BY NAME
WITH before AS (
    SELECT office_id, year, any_value(previous_office_id) AS previous_office_id,
           bool_and(comparable) AND count(DISTINCT previous_office_id) = 1 AS comparable
    FROM predecessors GROUP BY office_id, year
), sought AS (
    SELECT r.report_id, r.office_id, r.year, r.scope, r.year - 1 AS year_before, b.comparable,
           coalesce(o.resolution, '') IN {unsure} AS unsure,  -- one name may be of two offices
           CASE WHEN NOT unsure THEN coalesce(b.previous_office_id, r.office_id) END AS office_before
    FROM reports AS r
    LEFT JOIN offices AS o ON o.office_id = r.office_id
    LEFT JOIN before AS b ON b.office_id = r.office_id AND b.year = r.year
    WHERE r.is_current
)
SELECT s.report_id, s.office_id, s.year, p.report_id AS previous_id,
       CASE WHEN s.unsure THEN 'office_uncertain'
            WHEN NOT s.comparable THEN 'office_changed'
            WHEN p.report_id IS NULL THEN 'previous_year_missing'
            WHEN p.scope <> s.scope THEN 'scope_changed' END AS reason
FROM sought AS s
LEFT JOIN (FROM reports WHERE is_current) AS p ON p.office_id = s.office_before AND p.year = s.year_before
ORDER BY s.report_id
