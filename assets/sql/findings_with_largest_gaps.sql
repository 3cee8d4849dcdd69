-- The findings of each rule with the largest gaps, as many as the parameter says.
SELECT f.rule, o.name, f.year, f.scope, f.stated, f.expected, f.gap, f.state
FROM quality.findings AS f LEFT JOIN offices AS o USING (office_id)
QUALIFY row_number() OVER (PARTITION BY f.rule ORDER BY abs(f.gap) DESC NULLS LAST, f.finding_id) <= ?
ORDER BY f.rule, abs(f.gap) DESC NULLS LAST
