-- What people compare of each report of one year, or of all where they are few, how it came about, and whom to compare it with.
INSERT INTO {into} BY NAME
WITH cells AS (
    SELECT w.*,
           {stand_ins}
    FROM (FROM reports_wide WHERE {of_year}) AS w
), figures AS (
    SELECT *,
           {figures}
    FROM cells
), within AS (
    SELECT n.report_id, arg_min(n.within_office_id, n.steps) AS within_office_id, bool_or(c.scope = r.scope) AS of_its_scope
    FROM (FROM nesting WHERE {of_year}) AS n
    JOIN reports AS r ON r.report_id = n.report_id JOIN reports AS c ON c.report_id = n.within_report_id
    GROUP BY n.report_id
)
SELECT f.report_id, f.office_id, f.year, f.edition, r.scope, r.published_on, b.previous_id AS previous_report_id,
       n.within_office_id, r.scope IS NOT NULL AND NOT coalesce(n.of_its_scope, false) AS adds_up,
       len(f.nil) AS nil_cells, len(f.doubtful) AS doubtful_cells,
       {codes},
       {how}
FROM figures AS f
JOIN reports AS r ON r.report_id = f.report_id
LEFT JOIN previous_reports AS b ON b.report_id = f.report_id AND b.reason IS NULL
LEFT JOIN within AS n ON n.report_id = f.report_id
ORDER BY f.year, f.office_id
