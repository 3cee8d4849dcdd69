-- 上年末尚未审结的争议，本年审结了多少？
-- Disputes pending at the end of one year, and those concluded in the next
-- 不含：没有可比上年报告的；上年没有未结的；存疑的。审结的不一定就是上年的那几件
-- Left out: offices without a comparable report of the year before; nothing pending; figures in doubt. What was concluded need not be what was pending
SELECT i.name, i.county, i.year, p.pending AS pending_before, i.concluded, i.pending
FROM indicators AS i JOIN indicator_values AS p ON p.report_id = i.previous_report_id
WHERE p.pending > 0 AND i.concluded IS NOT NULL AND i.pending IS NOT NULL
ORDER BY p.pending DESC, i.year, i.office_id LIMIT 20
