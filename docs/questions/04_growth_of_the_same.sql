-- 同一批机关的申请比上年增减多少？
-- How much requests grew, over the same offices in both years
-- 不含：只有一年报告或一年没有数值的机关；上级报告已含的下级报告
-- Left out: offices with a report or a figure of one of the two years only; reports that another of their scope has in it
SELECT i.year, i.scope, count(*) AS offices, sum(p.requests_new) AS previous, sum(i.requests_new) AS requests,
       round(sum(i.requests_new) / nullif(sum(p.requests_new), 0) - 1, 3) AS growth
FROM indicators AS i JOIN indicator_values AS p ON p.report_id = i.previous_report_id
WHERE i.requests_new IS NOT NULL AND p.requests_new IS NOT NULL
  AND i.adds_up
GROUP BY i.year, i.scope ORDER BY i.year, i.scope
