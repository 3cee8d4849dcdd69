-- What a build holds, in one row, counted as the first page counts it (the view `holdings`).
SELECT h.offices, years, coalesce(h.cells, 0) AS cells, coalesce(h.doubtful, 0) AS doubtful, filings.*
FROM holdings AS h,
     (SELECT count(*) AS filings, count(*) FILTER (status = 'parsed') AS parsed,
             count(*) FILTER (status = 'partial') AS partial,
             count(*) FILTER (status = 'quarantined') AS quarantined FROM quality.filings) AS filings,
     (SELECT count(DISTINCT year) AS years FROM reports WHERE is_current)
