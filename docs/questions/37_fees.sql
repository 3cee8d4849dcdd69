-- 行政事业性收费多少万元？
-- Administrative fees in 10,000 yuan, whatever unit a report prints
-- 不含：2021 年以前的格式（项数，不是金额）；没有单位的金额（unit_unknown）；上级报告已含的下级报告
-- Left out: the form before 2021, which counts items; amounts without a unit (unit_unknown); reports that another of their scope has in it
SELECT year, scope, count(fee_amount) AS with_an_amount, count(*) FILTER (fee_amount_how = 'unit_unknown') AS unit_unknown,
       round(sum(fee_amount), 4) AS fees, round(max(fee_amount), 4) AS largest
FROM indicators WHERE adds_up AND fee_amount_how <> 'not_printed'
GROUP BY year, scope ORDER BY year, scope
