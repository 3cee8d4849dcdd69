-- What the current reports of each year come to.
INSERT INTO quality.coverage BY NAME
SELECT r.year, count(*) AS reports, count(DISTINCT r.office_id) AS offices,
       count(*) FILTER (r.status = 'parsed') AS parsed, count(*) FILTER (r.status = 'partial') AS partial,
       coalesce(sum(t.cells), 0) AS cells, coalesce(sum(t.doubtful), 0) AS doubtful
FROM reports AS r LEFT JOIN quality.tallies AS t USING (report_id)
WHERE r.is_current GROUP BY r.year ORDER BY r.year
