-- What an office changed when it published a report again.
CREATE VIEW revision_list AS
SELECT v.office_id, o.name, v.year, v.version, v.report_id, v.previous_report_id, v.cell, v.before, v.after,
       v.text_before, v.text_after, v.status_before, v.status_after
FROM quality.revisions AS v LEFT JOIN offices AS o ON o.office_id = v.office_id;

COMMENT ON VIEW revision_list IS '重新公布后的改动及其机关 / What changed when a report was published again, beside the office';
COMMENT ON COLUMN revision_list.office_id IS '机关编号 / Key of the office';
COMMENT ON COLUMN revision_list.name IS '机关名称 / Name of the office';
COMMENT ON COLUMN revision_list.year IS '报告年度 / Year that the report covers';
COMMENT ON COLUMN revision_list.version IS '改动后的版本 / Version that states it otherwise';
COMMENT ON COLUMN revision_list.report_id IS '改动后的报告编号 / Key of the report that has the change';
COMMENT ON COLUMN revision_list.previous_report_id IS '改动前的报告编号 / Key of the report before it';
COMMENT ON COLUMN revision_list.cell IS '单元格代码：表.行.列 / Code of the cell: table.row.column';
COMMENT ON COLUMN revision_list.before IS '改动前的值 / Value before';
COMMENT ON COLUMN revision_list.after IS '改动后的值 / Value after';
COMMENT ON COLUMN revision_list.text_before IS '改动前印出的文字 / Text before';
COMMENT ON COLUMN revision_list.text_after IS '改动后印出的文字 / Text after';
COMMENT ON COLUMN revision_list.status_before IS '改动前的单元格状态 / Kind of cell before';
COMMENT ON COLUMN revision_list.status_after IS '改动后的单元格状态 / Kind of cell after';
