-- The sources that cannot be read, the longest broken first.
SELECT source, broken_since::DATE, coalesce(how, '?')
FROM quality.sources
WHERE enabled AND broken_since IS NOT NULL
ORDER BY broken_since
LIMIT $most
