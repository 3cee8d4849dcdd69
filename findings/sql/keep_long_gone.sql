-- What was gone in the build before already and is not found again.
INSERT INTO quality.past_findings BY NAME
FROM long_gone
WHERE fingerprint NOT IN (SELECT fingerprint FROM quality.findings)
    AND fingerprint NOT IN (SELECT fingerprint FROM quality.past_findings)
