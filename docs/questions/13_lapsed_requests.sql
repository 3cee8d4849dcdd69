-- 2021 年以来多少申请因逾期不补正、不缴费不再处理？
-- Requests lapsed since 2021 because they were not corrected or paid for in time
-- 不含：2021 年以前的格式没有这两行；上级报告已含的下级报告；存疑的格（in_doubt）
-- Left out: the form before 2021 has no such rows; cells in doubt (in_doubt); reports that another of their scope has in it
WITH sums AS (
    SELECT r.year, v.scope, r.outcome, count(r.value) AS with_a_number, count(*) FILTER (is_doubtful(r.status)) AS in_doubt,
           count(*) FILTER (r.value > 0) AS reports, sum(r.value) AS requests
    FROM requests AS r JOIN indicator_values AS v USING (report_id)
    WHERE r.outcome IN ('other_correction_lapsed', 'other_fee_lapsed') AND r.applicant = 'total' AND v.adds_up
    GROUP BY r.year, v.scope, r.outcome
)
SELECT s.year, s.scope, l.zh AS reason, s.with_a_number, s.in_doubt, s.reports, s.requests
FROM sums AS s JOIN lines AS l ON l."table" = 't3' AND l.kind = 'row' AND l.code = s.outcome::VARCHAR
ORDER BY s.year, s.scope, l.position
