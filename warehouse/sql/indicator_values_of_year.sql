-- What people compare of each report of one year, how it came about, and whom to compare it with.
INSERT INTO indicator_values BY NAME
WITH cells AS (
    SELECT w.*,
           {stand_ins}
    FROM (FROM reports_wide WHERE {of_year}) AS w
), figures AS (
    SELECT *,
           {figures}
    FROM cells
), within AS (
    SELECT report_id, arg_min(within_office_id, steps) AS within_office_id FROM nesting WHERE {of_year} GROUP BY report_id
)
SELECT f.report_id, f.office_id, f.year, f.edition, r.scope, r.published_on, b.previous_id AS previous_report_id,
       n.within_office_id, len(f.nil) AS nil_cells, len(f.doubtful) AS doubtful_cells,
       {codes},
       {how}
FROM figures AS f
JOIN reports AS r ON r.report_id = f.report_id
LEFT JOIN previous_reports AS b ON b.report_id = f.report_id AND b.reason IS NULL
LEFT JOIN within AS n ON n.report_id = f.report_id
ORDER BY f.office_id
