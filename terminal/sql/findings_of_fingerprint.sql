-- Findings whose fingerprint begins like that.
SELECT f.fingerprint, f.rule, f.office_id, o.name AS office, f.year, f.scope, f.message
FROM quality.findings AS f LEFT JOIN offices AS o USING (office_id) WHERE starts_with(f.fingerprint, ?)
