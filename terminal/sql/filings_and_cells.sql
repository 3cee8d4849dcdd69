-- What a build holds, in one row.
SELECT offices, years, cells, doubtful, filings.*
FROM (SELECT count(*) AS filings, count(*) FILTER (status = 'parsed') AS parsed,
             count(*) FILTER (status = 'partial') AS partial,
             count(*) FILTER (status = 'quarantined') AS quarantined FROM quality.filings) AS filings,
     (SELECT count(DISTINCT office_id) AS offices, count(DISTINCT year) FILTER (is_current) AS years FROM reports),
     (SELECT count(*) AS cells, count(*) FILTER (is_doubtful(status)) AS doubtful FROM cells)
