-- What was decided about each finding, where it is something else than is on record. A decision about the same place with
-- other numbers opens it again.
UPDATE quality.findings AS findings SET state = decided.state
FROM (
    SELECT found.rowid AS place,
           CASE WHEN decisions.fingerprint IS NOT NULL THEN decisions.decision
                WHEN places.rule IS NOT NULL THEN 'reopened' ELSE 'open' END AS state
    FROM quality.findings AS found
    LEFT JOIN quality.decisions AS decisions ON decisions.fingerprint = found.fingerprint
    LEFT JOIN (SELECT DISTINCT rule, office_id, year, scope FROM quality.decisions) AS places
        ON places.rule = found.rule AND places.office_id = found.office_id
        AND places.year IS NOT DISTINCT FROM found.year AND places.scope = found.scope
) AS decided
WHERE findings.rowid = decided.place AND findings.state <> decided.state
