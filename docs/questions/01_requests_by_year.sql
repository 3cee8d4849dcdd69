-- 各年新收多少申请？来自多少份报告？
-- Requests received each year, and from how many reports
-- 不含：上级报告已含的下级报告；口径不明的报告；没有数值的报告不计入合计，其数在 in_doubt、nil 两列
-- Left out: reports that another of their scope has in it; reports of unknown scope; those without a figure, which in_doubt and nil count
SELECT year, scope, count(*) AS reports, count(requests_new) AS with_a_number,
       count(*) FILTER (requests_new_how = 'doubtful') AS in_doubt,
       count(*) FILTER (requests_new_how IN ('nil', 'unfilled')) AS nil, sum(requests_new) AS requests
FROM indicators WHERE adds_up
GROUP BY year, scope ORDER BY year, scope
