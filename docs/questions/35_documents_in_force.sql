-- 规范性文件存量是否对得上？
-- Documents in force: last year's, plus issued, less repealed
-- 不含：2021 年以前的格式；没有可比上年报告的；未填或存疑的。失效、口径调整也会造成差额，差额不等于有误
-- Left out: the form before 2021; offices without a comparable report of the year before; figures not filled in or in doubt. Expiry makes a gap, too: a gap is no error
SELECT i.name, i.county, i.year, p.documents_in_force AS last_year, i.documents_issued AS issued, i.documents_repealed AS repealed,
       i.documents_in_force AS in_force,
       i.documents_in_force - (p.documents_in_force + i.documents_issued - i.documents_repealed) AS gap
FROM indicators AS i JOIN indicator_values AS p ON p.report_id = i.previous_report_id
WHERE gap IS NOT NULL ORDER BY abs(gap) DESC, i.year, i.office_id LIMIT 20
