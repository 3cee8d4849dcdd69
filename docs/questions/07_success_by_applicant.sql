-- 哪类申请人更容易得到公开？
-- Which kind of applicant is granted information: share of the requests handled, in the latest full year
-- 不含：上级报告已含的下级报告；该类申请人三格中任一存疑、没有办理数的报告；公开数大于办理数的（矛盾）
-- Left out: reports with one of the three cells of that applicant in doubt, without a figure handled, or with more granted than handled (a contradiction); reports that another of their scope has in it
WITH each_report AS (
    SELECT v.scope, r.applicant, bool_or(is_doubtful(r.status)) AS in_doubt,
           max(r.value) FILTER (r.outcome = 'total_handled') AS handled,
           coalesce(sum(r.value) FILTER (r.outcome <> 'total_handled'), 0) AS granted
    FROM requests AS r JOIN indicator_values AS v USING (report_id)
    WHERE r.outcome IN ('granted', 'partially_granted', 'total_handled') AND r.applicant <> 'total' AND r.year = latest_full_year()
      AND v.adds_up
    GROUP BY r.report_id, v.scope, r.applicant
)
SELECT e.scope, l.zh AS applicant, count(*) AS reports, sum(handled) AS handled, sum(granted) AS granted,
       round(share(sum(granted), sum(handled)), 3) AS granted_share
FROM each_report AS e JOIN lines AS l ON l."table" = 't3' AND l.kind = 'column' AND l.code = e.applicant::VARCHAR
WHERE NOT in_doubt AND handled >= granted
GROUP BY e.scope, l.zh, l.position ORDER BY e.scope, l.position
