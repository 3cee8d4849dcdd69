-- An issue for each correction without a report, with several, or beside another value than it was made for.
INSERT INTO quality.issues BY NAME
SELECT k.report_id, r.raw_path, k.office_id, k.year, 'correct' AS stage, $code AS code, 'warning' AS severity,
       k.cell AS "where", CASE WHEN k.report_id IS NULL THEN 'no such report'
       WHEN NOT k.only_match THEN 'several reports or corrections fit'
       ELSE concat('published ', coalesce(k.published::VARCHAR, 'nil'),
                   ', now ', coalesce(k.stated::VARCHAR, 'nil')) END AS detail, $zh AS zh, $what AS what_to_do
FROM fitted AS k LEFT JOIN reports AS r USING (report_id) WHERE NOT k.applied
