-- What was printed in the tables of each report, what of it became cells, and how many of those are in doubt.
INSERT INTO quality.tallies BY NAME
SELECT f.report_id, f.numbers_found, f.numbers_lost, coalesce(c.printed, 0) AS printed,
       coalesce(c.cells, 0) AS cells, coalesce(c.doubtful, 0) AS doubtful
FROM shard_filings AS f LEFT JOIN (
    SELECT report_id, count(*) AS cells, count(*) FILTER (status IN {numbers}) AS printed,
           count(*) FILTER (status IN {doubtful}) AS doubtful
    FROM shard_cells GROUP BY report_id
) AS c USING (report_id) ORDER BY f.report_id
