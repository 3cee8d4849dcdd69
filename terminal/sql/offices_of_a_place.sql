-- The offices of a place ($code, of a county with its townships), or below an office ($under) or named like its place ($stem),
-- with the years of their reports.
SELECT o.office_id, o.name, o.kind, o.division_code, year(o.valid_from) AS first_year, year(o.valid_to + 1) - 1 AS last_year,
       list(DISTINCT r.year ORDER BY r.year) FILTER (r.year IS NOT NULL) AS years
FROM offices AS o LEFT JOIN reports AS r ON r.office_id = o.office_id AND r.is_current
WHERE left(o.division_code, 6) = $code OR o.parent_office_id = $under OR o.office_id = $under
   OR (o.division_code IS NULL AND starts_with(o.name, $stem) AND r.report_id IS NOT NULL)
GROUP BY ALL ORDER BY o.office_id
