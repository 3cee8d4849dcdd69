-- 存疑的单元格在原文件哪里？
-- Where cells in doubt are in their files
-- 不含：旧版本；没有印出的格
-- Left out: older versions; cells that are not printed
SELECT r.raw_path, c.cell, c.status, c.text, s.page, s.grid, s.grid_row, s.line
FROM cells AS c JOIN reports AS r USING (report_id)
LEFT JOIN cell_places AS s ON s.report_id = c.report_id AND s.cell = c.cell
WHERE c.status IN ('ambiguous', 'unreadable') ORDER BY r.raw_path, c.cell LIMIT 20
