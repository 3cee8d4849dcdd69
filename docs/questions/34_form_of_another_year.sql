-- 用错年度格式的报告
-- Reports on the form of another year
-- 不含：没有统计表的报告；各表格式不一的（mixed）也列出
-- Left out: reports without tables; those whose tables are of several forms (mixed) are listed, too
SELECT i.name, i.county, i.year, i.edition, e.code AS form_in_force
FROM indicators AS i JOIN editions AS e ON i.year BETWEEN e.first_year AND coalesce(e.last_year, i.year)
WHERE i.edition::VARCHAR <> e.code AND i.edition <> 'unknown' ORDER BY i.year, i.office_id LIMIT 20
