-- The reports that are due and that the warehouse does not have, which is not to say that they were not published.
CREATE VIEW missing_reports AS
SELECT e.office_id, e.year, e.name, e.kind, e.level, o.division_code, e.province, e.city, e.county, e.parent_office_id,
       EXISTS (FROM reports AS r WHERE r.office_id = e.office_id AND r.year IS NOT NULL) AS has_reported,
       (SELECT count(*) FROM reports AS r WHERE r.office_id = e.office_id AND r.year IS NULL) AS undated
FROM expected_reports AS e JOIN offices AS o USING (office_id)
WHERE e.report_id IS NULL;

COMMENT ON VIEW missing_reports IS '未收录的报告：应有而本库没有的，不等于没有公布；每个机关每个年度一行 / Reports that are due and not in the warehouse, which is not to say unpublished; one row per office and year';
COMMENT ON COLUMN missing_reports.office_id IS '机关编号 / Key of the office';
COMMENT ON COLUMN missing_reports.year IS '年度 / Year';
COMMENT ON COLUMN missing_reports.name IS '机关名称 / Name of the office';
COMMENT ON COLUMN missing_reports.kind IS '机关类别 / Kind of office';
COMMENT ON COLUMN missing_reports.level IS '行政层级 / Administrative level';
COMMENT ON COLUMN missing_reports.division_code IS '行政区划代码 / Code of the division';
COMMENT ON COLUMN missing_reports.province IS '省级行政区 / Province';
COMMENT ON COLUMN missing_reports.city IS '市级行政区 / Prefecture-level city';
COMMENT ON COLUMN missing_reports.county IS '县级行政区 / County-level division';
COMMENT ON COLUMN missing_reports.parent_office_id IS '上级机关编号 / Key of the office above it';
COMMENT ON COLUMN missing_reports.has_reported IS '其他年度是否有年报 / Whether it has a report of another year';
COMMENT ON COLUMN missing_reports.undated IS '该机关年度不明或不足一年的文件数，可能就是这一份 / Files of the office without a year, or of part of one: this report may be among them';
