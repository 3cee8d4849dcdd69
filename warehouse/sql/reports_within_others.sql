-- Which reports count what another report of the same year counts, too: the current report of a territory has in it those
-- of all offices below it, its own body and its departments as well as the territories that it is made of; that of a
-- department those of the bodies that it reports for (is_reported_for), a brigade or a hospital.
INSERT INTO nesting BY NAME
WITH RECURSIVE above AS (
    SELECT office_id, parent_office_id AS above_id, 1 AS steps, is_reported_for(kind, name) AS reported_for
    FROM offices WHERE parent_office_id IS NOT NULL
    UNION ALL
    SELECT a.office_id, o.parent_office_id, a.steps + 1, a.reported_for AND is_reported_for(o.kind, o.name)
    FROM above AS a JOIN offices AS o ON o.office_id = a.above_id
    WHERE o.parent_office_id IS NOT NULL AND a.steps < {most}
), current AS (
    SELECT r.report_id, r.office_id, r.year, r.scope,
           o.kind NOT IN ('government', 'committee', 'general_office', 'township', 'street') AS may_report_for
    FROM reports AS r JOIN offices AS o USING (office_id) WHERE r.is_current
), raised AS MATERIALIZED (  -- otherwise all reports of a year are joined with each other first
    SELECT r.report_id, r.office_id, r.year, a.above_id, a.steps, a.reported_for
    FROM current AS r JOIN above AS a USING (office_id)
)
SELECT r.report_id, r.office_id, r.year, c.office_id AS within_office_id, c.report_id AS within_report_id, min(r.steps) AS steps
FROM raised AS r JOIN current AS c ON c.office_id = r.above_id AND c.year = r.year
WHERE c.office_id <> r.office_id AND (c.scope = 'jurisdiction' OR r.reported_for AND c.scope = 'own_body' AND c.may_report_for)
GROUP BY ALL
ORDER BY r.year, r.report_id, steps
