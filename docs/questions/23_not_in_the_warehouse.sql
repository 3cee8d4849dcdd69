-- 应有而没有收录的报告
-- Reports that are due and not in the warehouse
-- 不含：从未见过年报又不在名册的机关；误印的年度。没有收录不等于没有公布
-- Left out: offices that no roster has and that never reported; misprinted years. Not in the warehouse is not unpublished
SELECT year, count(*) AS due, count(report_id) AS held, due - held AS missing,
       list(name ORDER BY office_id) FILTER (report_id IS NULL)[1:3] AS for_instance
FROM expected_reports GROUP BY year ORDER BY year
