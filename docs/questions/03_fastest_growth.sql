-- 申请增长最快的机关
-- Where requests grew most from one year to the next
-- 不含：没有可比上年报告的（首次、合并、析分、口径改变），任一年没有数值的
-- Left out: offices without a comparable report of the year before (first, merged, split, another scope); those without a figure in either year
SELECT i.name, i.county, i.year, p.requests_new AS previous, i.requests_new, i.requests_new - p.requests_new AS change
FROM indicators AS i JOIN indicator_values AS p ON p.report_id = i.previous_report_id
WHERE i.requests_new > p.requests_new
ORDER BY change DESC, i.year, i.office_id LIMIT 10
