-- Every finding with its words, its severity, when it was first seen ($started at the latest), what was decided about it,
-- and the cells of the year before that it is held against. A decision about the same place with other numbers opens it again.
INSERT INTO quality.findings BY NAME
WITH seen AS (
    SELECT fingerprint, min(first_seen) AS first_seen
    FROM (SELECT fingerprint, first_seen FROM before UNION ALL SELECT fingerprint, first_seen FROM long_gone)
    GROUP BY fingerprint
), carried AS (  -- words, suspects and causes of the reports that nothing has changed for
    SELECT fingerprint, message, message_en, cause, suspect_cell, suspect_value
    FROM known ANTI JOIN touched USING (report_id)
), decided_places AS (
    SELECT DISTINCT rule, office_id, year, scope FROM quality.decisions
)
SELECT numbered.*,
       CASE WHEN held.rule IS NOT NULL THEN previous_reports.previous_id END AS other_report_id,
       CASE WHEN len(held.cells) = 0 THEN numbered.cells ELSE held.cells END AS other_cells,
       rules.severity, coalesce(messages.message, carried.message) AS message,
       coalesce(messages.message_en, carried.message_en) AS message_en,
       coalesce(seen.first_seen, $started) AS first_seen, $started AS last_seen,
       CASE WHEN decisions.fingerprint IS NOT NULL THEN decisions.decision
            WHEN decided_places.rule IS NOT NULL THEN 'reopened' ELSE 'open' END AS state,
       coalesce(carried.cause, numbered.fingerprint) AS cause, carried.suspect_cell, carried.suspect_value
FROM numbered
LEFT JOIN quality.rules AS rules ON rules.rule = numbered.rule
LEFT JOIN held ON held.rule = numbered.rule AND held.scope = numbered.scope
LEFT JOIN previous_reports ON previous_reports.report_id = numbered.report_id
LEFT JOIN messages ON messages.finding_id = numbered.finding_id
LEFT JOIN carried ON carried.fingerprint = numbered.fingerprint
LEFT JOIN seen ON seen.fingerprint = numbered.fingerprint
LEFT JOIN quality.decisions AS decisions ON decisions.fingerprint = numbered.fingerprint
LEFT JOIN decided_places ON decided_places.rule = numbered.rule AND decided_places.office_id = numbered.office_id
    AND decided_places.year IS NOT DISTINCT FROM numbered.year AND decided_places.scope = numbered.scope
ORDER BY numbered.finding_id
