-- The tidy tables as one, in long form; where a table prints no units, the form's is given.
CREATE VIEW cells AS
SELECT f.report_id, f.office_id, f.year, r.edition, f."table", f."row", f."column",
       f."table" || '.' || f."row" || '.' || f."column" AS cell,
       f.value, coalesce(f.unit, CASE WHEN f."table" NOT IN {{tables_with_unit}} THEN l.unit END) AS unit, f.status, f.text, l.type
FROM (
{{facts}}
) AS f
LEFT JOIN reports AS r USING (report_id)
LEFT JOIN lines AS l ON l.kind = 'column' AND l."table"::VARCHAR = f."table" AND l.code = f."column";

COMMENT ON VIEW cells IS '现行报告的全部单元格，每个一行 / All cells of the current reports, one row each';
COMMENT ON COLUMN cells.report_id IS '报告编号 / Key of the report';
COMMENT ON COLUMN cells.office_id IS '机关编号 / Key of the office';
COMMENT ON COLUMN cells.year IS '报告年度 / Year that the report covers';
COMMENT ON COLUMN cells.edition IS '报告所用格式版本 / Edition of the form that the report uses';
COMMENT ON COLUMN cells."table" IS '表代码 / Code of the table';
COMMENT ON COLUMN cells."row" IS '行代码 / Code of the row';
COMMENT ON COLUMN cells."column" IS '列代码 / Code of the column';
COMMENT ON COLUMN cells.cell IS '单元格代码：表.行.列 / Code of the cell: table.row.column';
COMMENT ON COLUMN cells.value IS '数值；未填或存疑时为空 / Value as printed; null where nothing, or nothing certain, is printed';
COMMENT ON COLUMN cells.unit IS '单位 / Unit';
COMMENT ON COLUMN cells.status IS '单元格状态 / Kind of cell';
COMMENT ON COLUMN cells.text IS '印出的文字 / Text as printed';
COMMENT ON COLUMN cells.type IS '数值类型：件数、可为负的件数、金额 / Kind of value: count, signed_count or amount';
