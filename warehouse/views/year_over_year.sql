-- Each comparable cell beside the same cell of the year before, where the office counted the same scope in both and was not
-- merged or split in between.
CREATE VIEW year_over_year AS
SELECT s.office_id, s.year, s.scope, s."table", s."row", s."column", p.value AS previous, s.value, s.unit,
       s.value - p.value AS change, (s.value - p.value) / nullif(p.value, 0) AS change_share,
       p.status AS previous_status, s.status, coalesce(s.reason, p.reason) AS reason
FROM series AS s
JOIN previous_reports AS b ON b.report_id = s.report_id AND b.reason IS DISTINCT FROM 'office_changed'
JOIN series AS p ON p.report_id = b.previous_id AND p.scope IS NOT DISTINCT FROM s.scope
    AND p."table" = s."table" AND p."row" = s."row" AND p."column" = s."column";

COMMENT ON VIEW year_over_year IS '与上一年度比较 / Each cell compared with the year before';
COMMENT ON COLUMN year_over_year.office_id IS '机关编号 / Key of the office';
COMMENT ON COLUMN year_over_year.year IS '报告年度 / Year that the report covers';
COMMENT ON COLUMN year_over_year.scope IS '数据口径 / What the reports count: own_body or jurisdiction';
COMMENT ON COLUMN year_over_year."table" IS '表代码 / Code of the table';
COMMENT ON COLUMN year_over_year."row" IS '行代码 / Code of the row';
COMMENT ON COLUMN year_over_year."column" IS '列代码 / Code of the column';
COMMENT ON COLUMN year_over_year.previous IS '上一年度数值 / Value of the year before';
COMMENT ON COLUMN year_over_year.value IS '本年度数值 / Value of this year';
COMMENT ON COLUMN year_over_year.unit IS '两年数值的单位 / Unit of both values';
COMMENT ON COLUMN year_over_year.change IS '增减；任一年为空则为空 / Difference; null where either is';
COMMENT ON COLUMN year_over_year.change_share IS '增减比例；上一年为0则为空 / Difference as a share of the year before; null where that is 0';
COMMENT ON COLUMN year_over_year.previous_status IS '上一年度单元格状态 / Kind of cell in the year before';
COMMENT ON COLUMN year_over_year.reason IS '没有增减的原因：未填、存疑、金额单位不明；上一年的原因在本年有数时给出 / Why there is no difference: nil, doubtful, unit_unknown; that of the year before where this year has a value';
COMMENT ON COLUMN year_over_year.status IS '本年度单元格状态 / Kind of cell in this year';
