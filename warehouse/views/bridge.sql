-- What can be compared between forms that have no cell in common, each figure with its caveat; nothing else is joined over
-- that break. Which cells a figure is made of is in pipelines/catalogue/indicators.yml, under `bridge`.
CREATE VIEW bridge AS
{{bridge}};

COMMENT ON VIEW bridge IS '跨统计表与现行三表可比的数字：每份现行报告的每个指标一行，各附注意事项 / Figures that can be compared between the table of statistics and the later three tables: one row per current report and figure, each with its caveat';
COMMENT ON COLUMN bridge.report_id IS '报告编号 / Key of the report';
COMMENT ON COLUMN bridge.office_id IS '机关编号 / Key of the office';
COMMENT ON COLUMN bridge.year IS '报告年度 / Year that the report covers';
COMMENT ON COLUMN bridge.edition IS '报告所用格式版本 / Edition of the form that the report uses';
COMMENT ON COLUMN bridge.scope IS '数据口径 / What the report counts: own_body or jurisdiction';
COMMENT ON COLUMN bridge.adds_up IS '可否与同年同口径的其他报告相加 / Whether it may be added up with the others of its year and scope';
COMMENT ON COLUMN bridge.measure IS '指标代码，亦为视图 indicators 的列 / Code of the figure, which is a column of the view indicators';
COMMENT ON COLUMN bridge.value IS '数值；未填或存疑时为空 / Value; null where nothing, or nothing certain, is printed';
COMMENT ON COLUMN bridge.how IS '数值的来由，或没有数值的原因 / How the value came about, or why there is none';
COMMENT ON COLUMN bridge.zh IS '指标名称（中文） / Name of the figure, in Chinese';
COMMENT ON COLUMN bridge.en IS '指标名称（英文） / Name of the figure, in English';
COMMENT ON COLUMN bridge.caveat_zh IS '比较时的注意事项（中文） / What to mind in a comparison, in Chinese';
COMMENT ON COLUMN bridge.caveat_en IS '比较时的注意事项（英文） / What to mind in a comparison, in English';
