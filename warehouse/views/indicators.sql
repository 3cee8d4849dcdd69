-- One row per current report with what people compare (pipelines/catalogue/indicators.yml), beside the place and kind of
-- its office. The figures are worked out once in each build (indicator_values), so that a question about all offices and
-- years takes a fraction of what the long tables need.
CREATE VIEW indicators AS
SELECT v.office_id, v.year, v.report_id, o.name, o.kind, o.level, v.scope,
       o.province, o.city, o.county, o.parent_office_id, v.within_office_id, v.adds_up, v.previous_report_id, v.edition, v.published_on,
{{indicator_columns}},
       v.nil_cells, v.doubtful_cells
FROM indicator_values AS v
LEFT JOIN offices AS o ON o.office_id = v.office_id;

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
COMMENT ON COLUMN indicators.within_office_id IS '同年报告中含有本报告的最近一级机关编号；相加时二者只取其一，见宏 without_nested / Key of the nearest office whose report of the year has this one in it; a sum takes only one of the two, see the macro without_nested';
COMMENT ON COLUMN indicators.adds_up IS '可否与同年同口径的其他报告相加：其中没有一份含有它；口径不明的不可 / Whether it may be added up with the others of its year and scope: none of them has it in it; false where the scope is not known';
COMMENT ON COLUMN indicators.previous_report_id IS '可比的上年报告编号，循机关沿革；没有或不可比则为空 / Key of the report of the year before that it can be compared with, found through renamings; null where there is none';
COMMENT ON COLUMN indicators.edition IS '报告所用格式版本 / Edition of the form that the report uses';
COMMENT ON COLUMN indicators.published_on IS '发布日期 / Day of publication';
{{indicator_comments}}
COMMENT ON COLUMN indicators.nil_cells IS '未填的单元格个数 / Cells that print nil';
COMMENT ON COLUMN indicators.doubtful_cells IS '存疑的单元格个数 / Cells in doubt';
