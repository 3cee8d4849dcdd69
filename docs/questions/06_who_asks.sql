-- 谁在申请？
-- Who asks: requests received by kind of applicant, in the latest full year
-- 不含：上级报告已含的下级报告；未填的格不增加合计，存疑的格数在 in_doubt
-- Left out: reports that another of their scope has in it; cells in doubt, which in_doubt counts; nil adds nothing
SELECT v.scope, l.zh AS applicant, count(r.value) AS with_a_number, count(*) FILTER (is_doubtful(r.status)) AS in_doubt,
       sum(r.value) AS requests
FROM requests AS r JOIN indicator_values AS v USING (report_id)
JOIN lines AS l ON l."table" = 't3' AND l.kind = 'column' AND l.code = r.applicant::VARCHAR
WHERE r.outcome = 'requests_new' AND r.applicant <> 'total' AND r.year = latest_full_year()
  AND v.adds_up
GROUP BY v.scope, l.zh, l.position ORDER BY v.scope, l.position
