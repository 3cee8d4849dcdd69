-- Findings with the names of their offices; a filter that is null lets all through.
SELECT left(f.fingerprint, $characters) AS fingerprint, f.severity, f.rule, o.name AS office, f.year, f.scope, f.state,
       f.message
FROM quality.findings AS f LEFT JOIN offices AS o USING (office_id)
WHERE ($rule IS NULL OR starts_with(f.rule, $rule)) AND ($office IS NULL OR f.office_id IN (SELECT office_id FROM office_search WHERE has_words(keys, $office)))
  AND ($year IS NULL OR f.year = $year) AND ($state IS NULL OR f.state = $state)
ORDER BY f.severity, f.rule, o.name, f.year, f.scope LIMIT $most
