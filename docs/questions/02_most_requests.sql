-- 最近一年哪些机关申请最多？
-- Which offices receive most requests, in the latest full year
-- 不含：未填与存疑的报告；政府的数含其下级，不可与下级相加
-- Left out: reports without a figure; what a government states has that of the bodies below it in it
SELECT name, city, county, scope, requests_new FROM indicators
WHERE year = latest_full_year() AND requests_new IS NOT NULL
ORDER BY requests_new DESC, office_id LIMIT 10
