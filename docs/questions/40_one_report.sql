-- 一份报告的第三表，连同名称与位置
-- Table 3 of one report, with labels and places
-- 不含：其他列；值为 0 或没有值的行
-- Left out: other columns; rows without a value or with 0
SELECT row_zh, column_zh, value, status, text, page, grid, grid_row
FROM form_of((SELECT min(office_id) FROM reports WHERE year = 2024 AND is_current), 2024)
WHERE "table" = 't3' AND column_zh = '总计' AND value > 0
