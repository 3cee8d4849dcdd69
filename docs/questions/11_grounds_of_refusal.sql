-- 以什么理由不予公开？
-- On which grounds requests are refused, in the latest full year
-- 不含：上级报告已含的下级报告；存疑的格（in_doubt）；总计栏未填的不由分项补足
-- Left out: reports that another of their scope has in it; cells in doubt (in_doubt); a blank total is not made up from its parts
SELECT v.scope, l.zh AS ground, count(r.value) AS with_a_number, count(*) FILTER (is_doubtful(r.status)) AS in_doubt,
       count(*) FILTER (r.value > 0) AS reports, sum(r.value) AS requests
FROM requests AS r JOIN indicator_values AS v USING (report_id)
JOIN lines AS l ON l."table" = 't3' AND l.kind = 'row' AND l.code = r.outcome::VARCHAR
WHERE l.parent = 'refused' AND r.applicant = 'total' AND r.year = latest_full_year()
  AND v.adds_up
GROUP BY v.scope, l.zh, l.position ORDER BY v.scope, l.position
