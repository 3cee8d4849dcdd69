-- 各省新收多少申请？（只用互不包含的政府汇总报告）
-- Requests by province, from the reports of governments none of which contains another
-- 不含：部门、乡镇等本机关口径的报告，它们可能已在汇总报告之内；没有数值的报告；省内缺汇总报告的地方
-- Left out: reports of single bodies, which may be in those of the governments; reports without a figure; places without a government's report
WITH chosen AS (FROM indicators WHERE year = latest_full_year() AND scope = 'jurisdiction' AND requests_new IS NOT NULL)
SELECT province, count(*) AS reports, list(DISTINCT level ORDER BY level) AS levels, sum(requests_new) AS requests
FROM without_nested(chosen) GROUP BY province ORDER BY requests DESC, province
