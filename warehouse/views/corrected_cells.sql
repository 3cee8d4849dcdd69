-- All cells with the value that is right where a correction holds, and the published one beside it.
CREATE VIEW corrected_cells AS
SELECT c.report_id, c.office_id, c.year, c.edition, c."table", c."row", c."column", c.cell,
       coalesce(k.corrected, c.value) AS value, c.value AS published, k.corrected IS NOT NULL AS is_corrected,
       k.reason, k.evidence, c.unit, c.status, c.text
FROM cells AS c
LEFT JOIN corrections AS k ON k.applied AND k.report_id = c.report_id AND k.cell = c.cell;

COMMENT ON VIEW corrected_cells IS '全部单元格，已知有误的取更正值，公布值并列 / All cells, corrected where known to be wrong, the published value beside';
COMMENT ON COLUMN corrected_cells.report_id IS '报告编号 / Key of the report';
COMMENT ON COLUMN corrected_cells.office_id IS '机关编号 / Key of the office';
COMMENT ON COLUMN corrected_cells.year IS '报告年度 / Year that the report covers';
COMMENT ON COLUMN corrected_cells.edition IS '报告所用格式版本 / Edition of the form that the report uses';
COMMENT ON COLUMN corrected_cells."table" IS '表代码 / Code of the table';
COMMENT ON COLUMN corrected_cells."row" IS '行代码 / Code of the row';
COMMENT ON COLUMN corrected_cells."column" IS '列代码 / Code of the column';
COMMENT ON COLUMN corrected_cells.cell IS '单元格代码：表.行.列 / Code of the cell: table.row.column';
COMMENT ON COLUMN corrected_cells.value IS '更正值；没有更正时为公布值 / The corrected value, or the published one where there is no correction';
COMMENT ON COLUMN corrected_cells.published IS '公布值 / Value as published';
COMMENT ON COLUMN corrected_cells.is_corrected IS '是否有更正 / Whether it is corrected';
COMMENT ON COLUMN corrected_cells.reason IS '更正理由 / Why it is corrected';
COMMENT ON COLUMN corrected_cells.evidence IS '更正依据 / How it is known';
COMMENT ON COLUMN corrected_cells.unit IS '单位 / Unit';
COMMENT ON COLUMN corrected_cells.status IS '公布的单元格状态 / Kind of cell as published';
COMMENT ON COLUMN corrected_cells.text IS '印出的文字 / Text as printed';
