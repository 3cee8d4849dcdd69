-- Every finding with its words, its severity, when it was first seen ($started at the latest), and the cells of the year
-- before that it is held against; what was decided about it follows.
INSERT INTO quality.findings BY NAME
WITH seen AS (
    SELECT fingerprint, min(first_seen) AS first_seen
    FROM (SELECT fingerprint, first_seen FROM before UNION ALL SELECT fingerprint, first_seen FROM long_gone)
    GROUP BY fingerprint
), carried AS (  -- words, suspects and causes of the reports that nothing has changed for
    SELECT fingerprint, message, message_en, cause, suspect_cell, suspect_value
    FROM known ANTI JOIN touched USING (report_id)
)
SELECT numbered.*,
       CASE WHEN held.rule IS NOT NULL THEN previous_reports.previous_id END AS other_report_id,
       CASE WHEN len(held.cells) = 0 THEN numbered.cells ELSE held.cells END AS other_cells,
       rules.severity, coalesce(messages.message, carried.message) AS message,
       coalesce(messages.message_en, carried.message_en) AS message_en,
       coalesce(seen.first_seen, $started) AS first_seen, $started AS last_seen,
       'open' AS state,
       coalesce(carried.cause, numbered.fingerprint) AS cause, carried.suspect_cell, carried.suspect_value
FROM numbered
LEFT JOIN quality.rules AS rules ON rules.rule = numbered.rule
LEFT JOIN held ON held.rule = numbered.rule AND held.scope = numbered.scope
LEFT JOIN previous_reports ON previous_reports.report_id = numbered.report_id
LEFT JOIN messages ON messages.finding_id = numbered.finding_id
LEFT JOIN carried ON carried.fingerprint = numbered.fingerprint
LEFT JOIN seen ON seen.fingerprint = numbered.fingerprint
ORDER BY numbered.finding_id
