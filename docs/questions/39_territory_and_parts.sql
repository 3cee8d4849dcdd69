-- 汇总数是否等于本级、部门、乡镇、下级政府之和？
-- A territory's requests beside those of its own body, departments, townships and lower governments
-- 不含：missing 是应有而没有收录、或存疑的部分，不为 0 时差额不说明问题；医院、支队等由上级部门一并报告
-- Left out: missing counts parts that are due and not there, or in doubt: with any the gap says nothing; brigades and hospitals are in the reports of the bodies above them
WITH sums AS (
    SELECT p.territory_report_id AS report_id, sum(v.requests_new) FILTER (p.part = 'own_body') AS own_body,
           sum(v.requests_new) FILTER (p.part = 'department') AS departments,
           sum(v.requests_new) FILTER (p.part = 'township') AS townships, sum(v.requests_new) FILTER (p.part = 'territory') AS lower,
           count(*) AS parts, count(*) FILTER (nil_as_zero(v.requests_new, v.requests_new_how) IS NULL) AS missing,
           sum(v.requests_new) AS together
    FROM territory_parts AS p LEFT JOIN indicator_values AS v ON v.report_id = p.report_id
    GROUP BY p.territory_report_id HAVING count(v.report_id) > 0
)
SELECT i.name, i.year, i.requests_new AS territory, s.own_body, s.departments, s.townships, s.lower, s.parts, s.missing,
       i.requests_new - s.together AS gap
FROM sums AS s JOIN indicators AS i USING (report_id)
ORDER BY s.missing, abs(gap) DESC NULLS LAST, i.year, i.office_id LIMIT 20
