-- Findings with the names of their offices, and what has been decided since the build ($decided, $states); a filter that is null
-- lets all through.
WITH now AS (
    SELECT unnest($decided::VARCHAR[]) AS fingerprint, unnest($states::VARCHAR[]) AS state
), listed AS (
    SELECT f.* REPLACE (coalesce(now.state, f.state) AS state), o.name AS office
    FROM quality.findings AS f
    LEFT JOIN offices AS o USING (office_id)
    LEFT JOIN now ON now.fingerprint = f.fingerprint
)
SELECT left(fingerprint, $characters) AS fingerprint, severity, rule, office, year, scope, state, message
FROM listed
WHERE ($rule IS NULL OR starts_with(rule, $rule))
  AND ($office IS NULL OR office_id IN (SELECT office_id FROM office_search WHERE has_words(keys, $office)))
  AND ($year IS NULL OR year = $year) AND ($state IS NULL OR state = $state)
ORDER BY severity, rule, office, year, scope LIMIT $most
