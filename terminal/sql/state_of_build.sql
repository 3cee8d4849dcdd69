-- The newest build in one row: when it ended, in seconds since 1970, and what it counted.
SELECT epoch(finished_at) AS finished_at, filings, quarantined, sources, broken_sources, overdue_offices
FROM quality.builds ORDER BY build DESC LIMIT 1
