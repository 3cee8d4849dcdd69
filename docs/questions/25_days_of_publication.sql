-- 报告多在哪几天公布？
-- When reports are published: by month of the following year, and how many in the last five days before the deadline
-- 不含：公布日期不明的；其他年份公布的（补发、误印）
-- Left out: reports without a day; those published in another year (late or misprinted)
SELECT year, month(published_on) AS month, count(*) AS reports,
       count(*) FILTER (deadline - published_on BETWEEN 0 AND 4) AS last_five_days
FROM expected_reports WHERE year(published_on) = year + 1
GROUP BY year, month(published_on) ORDER BY year, month
