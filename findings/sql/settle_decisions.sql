-- What became of each decision: it applies, its place is open again with other numbers, or nothing is found there any more.
UPDATE quality.decisions AS decisions
SET state = CASE
    WHEN decisions.fingerprint IN (SELECT fingerprint FROM quality.findings) THEN 'applies'
    WHEN EXISTS (
        FROM quality.findings AS findings
        WHERE findings.rule = decisions.rule AND findings.office_id = decisions.office_id
            AND findings.year IS NOT DISTINCT FROM decisions.year AND findings.scope = decisions.scope
    ) THEN 'reopened'
    ELSE 'settled' END
