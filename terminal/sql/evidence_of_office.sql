-- Why reports are taken for an office's, the strongest first.
SELECT kind, value, division_codes, count(*) FROM office_evidence
WHERE office_id = ? GROUP BY ALL ORDER BY max(weight) DESC, value LIMIT 12
