-- 三年都有数值的机关，三年各收多少？
-- A constant panel: requests of the offices that state them in each of the last three full years
-- 不含：三年中缺一年报告或数值的机关；更名、改码的循沿革，合并、析分的不含；上级报告已含的下级报告
-- Left out: offices that lack one of the three years; merged and split ones, while renamed ones are followed; reports that another of their scope has in it
SELECT a.scope, count(*) AS offices, sum(c.requests_new) AS two_years_before, sum(b.requests_new) AS year_before,
       sum(a.requests_new) AS latest
FROM indicator_values AS a
JOIN indicator_values AS b ON b.report_id = a.previous_report_id
JOIN indicator_values AS c ON c.report_id = b.previous_report_id
WHERE a.year = latest_full_year() AND a.requests_new + b.requests_new + c.requests_new IS NOT NULL
  AND a.adds_up
GROUP BY a.scope ORDER BY a.scope
