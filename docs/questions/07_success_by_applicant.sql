-- 哪类申请人更容易得到公开？
-- Which kind of applicant is granted information: share of the requests handled, in the latest full year
-- 不含：上级报告已含的下级报告；该类申请人三格中任一存疑、没有办理数的报告；公开数大于办理数的（矛盾）
-- Left out: reports with one of the three cells of that applicant in doubt, without a figure handled, or with more granted than handled (a contradiction); reports that another of their scope has in it
WITH each_report AS (
    SELECT r.report_id, r.applicant, bool_or(is_doubtful(r.status)) AS in_doubt,
           max(CASE WHEN r.outcome = 'total_handled' THEN r.value END) AS handled,
           sum(CASE WHEN r.outcome <> 'total_handled' THEN r.value ELSE 0 END) AS granted
    FROM requests AS r
    WHERE r.outcome IN ('granted', 'partially_granted', 'total_handled') AND r.applicant <> 'total' AND r.year = latest_full_year()
    GROUP BY r.report_id, r.applicant
), sums AS (
    SELECT v.scope, e.applicant, count(*) AS reports, sum(e.handled) AS handled, sum(coalesce(e.granted, 0)) AS granted
    FROM each_report AS e JOIN indicator_values AS v USING (report_id)
    WHERE v.adds_up AND NOT e.in_doubt AND e.handled >= coalesce(e.granted, 0)
    GROUP BY v.scope, e.applicant
)
SELECT s.scope, l.zh AS applicant, s.reports, s.handled, s.granted, round(share(s.granted, s.handled), 3) AS granted_share
FROM sums AS s JOIN lines AS l ON l."table" = 't3' AND l.kind = 'column' AND l.code = s.applicant::VARCHAR
ORDER BY s.scope, l.position
