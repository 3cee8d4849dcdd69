-- Each wanted correction with the report that it fits. `only_match`: it fits one report, and no other correction fits
-- the same cell.
CREATE TEMP TABLE fitted AS
SELECT r.report_id, r.office_id, coalesce(r.year, w.year) AS year, w.cell, w.published, w.corrected, w.reason,
       w.evidence, c.value AS stated,
       count(*) OVER (PARTITION BY w.rowid) = 1 AND (r.report_id IS NULL
       OR count(*) OVER (PARTITION BY r.report_id, w.cell) = 1) AS only_match,
       only_match AND coalesce(c.report_id IS NOT NULL AND c.value IS NOT DISTINCT FROM w.published
                               AND NOT is_doubtful(c.status), false) AS applied
FROM wanted AS w
LEFT JOIN (SELECT r.*, o.name FROM reports AS r JOIN offices AS o USING (office_id) WHERE r.is_current) AS r
    ON r.sha256 = w.sha256 OR (r.name = w.office AND r.year = w.year)
LEFT JOIN cells AS c ON c.report_id = r.report_id AND c.cell = w.cell;
INSERT INTO corrections BY NAME SELECT * EXCLUDE (only_match) FROM fitted
