-- One row per current report with what people compare (pipelines/catalogue/indicators.yml), beside the place and kind of
-- its office. Made of reports_wide, so that a question about all offices and years takes a fraction of what the long tables
-- need.
CREATE VIEW indicators AS
WITH sums AS (
    SELECT w.*,
{{indicator_sums}}
    FROM reports_wide AS w
)
SELECT s.office_id, s.year, s.report_id, o.name, o.kind, o.level, r.scope,
       o.province, o.city, o.county, o.parent_office_id, s.edition, r.published_on,
{{indicator_columns}},
       len(s.nil) AS nil_cells, len(s.doubtful) AS doubtful_cells
FROM sums AS s
LEFT JOIN reports AS r USING (report_id)
LEFT JOIN offices AS o ON o.office_id = s.office_id;

COMMENT ON VIEW indicators IS '常用指标：每份现行报告一行，附机关类别与地区 / What people compare: one row per current report, with the kind and place of its office';
COMMENT ON COLUMN indicators.office_id IS '机关编号 / Key of the office';
COMMENT ON COLUMN indicators.year IS '报告年度 / Year that the report covers';
COMMENT ON COLUMN indicators.report_id IS '报告编号 / Key of the report';
COMMENT ON COLUMN indicators.name IS '机关名称 / Name of the office';
COMMENT ON COLUMN indicators.kind IS '机关类别 / Kind of office';
COMMENT ON COLUMN indicators.level IS '行政层级 / Administrative level';
COMMENT ON COLUMN indicators.scope IS '数据口径 / What the report counts: own_body or jurisdiction';
COMMENT ON COLUMN indicators.province IS '省级行政区 / Province';
COMMENT ON COLUMN indicators.city IS '市级行政区 / Prefecture-level city';
COMMENT ON COLUMN indicators.county IS '县级行政区 / County-level division';
COMMENT ON COLUMN indicators.parent_office_id IS '上级机关编号 / Key of the office above it';
COMMENT ON COLUMN indicators.edition IS '报告所用格式版本 / Edition of the form that the report uses';
COMMENT ON COLUMN indicators.published_on IS '发布日期 / Day of publication';
{{indicator_comments}}
COMMENT ON COLUMN indicators.nil_cells IS '未填的单元格个数 / Cells that print nil';
COMMENT ON COLUMN indicators.doubtful_cells IS '存疑的单元格个数 / Cells in doubt';
