-- 行政许可、处罚、强制各多少？
-- Decisions on licences, penalties and compulsion by year
-- 不含：上级报告已含的下级报告；没有数值的报告各列分别不计，份数在 with_licences
-- Left out: reports that another of their scope has in it; reports without a figure, for each column by itself: with_licences counts those with one
SELECT year, scope, count(*) AS reports, count(licence_decisions) AS with_licences, sum(licence_decisions) AS licences,
       sum(penalty_decisions) AS penalties, sum(compulsion_decisions) AS compulsion
FROM indicators WHERE adds_up
GROUP BY year, scope ORDER BY year, scope
