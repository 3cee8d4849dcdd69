-- The errors that the newest build is the first to find.
SELECT coalesce(offices.name, '?'), findings.year, findings.message, findings.message_en
FROM quality.findings AS findings
LEFT JOIN offices USING (office_id)
WHERE findings.severity = 'error' AND findings.first_seen = findings.last_seen
    AND findings.first_seen = (SELECT max(started_at) FROM quality.builds)
ORDER BY findings.finding_id
LIMIT $most
