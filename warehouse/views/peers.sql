-- Each comparable value beside those of the offices of the same kind, level and scope in the same year.
CREATE VIEW peers AS
WITH valued AS NOT MATERIALIZED (  -- so that of one office only that one is looked up
    SELECT s.*, o.kind, o.level FROM series AS s JOIN offices AS o ON o.office_id = s.office_id
    WHERE s.value IS NOT NULL AND o.kind IS NOT NULL AND o.level IS NOT NULL
      AND coalesce(o.resolution, '') NOT IN {{unsure}}  -- offices of one name may be several
), groups AS (
    SELECT year, kind, level, scope, "table", "row", "column", count(*) AS offices,
           quantile_cont(value, 0.25) AS lower_quartile, median(value) AS median, quantile_cont(value, 0.75) AS upper_quartile
    FROM valued GROUP BY ALL
)
SELECT v.office_id, v.year, v.kind, v.level, v.scope, v."table", v."row", v."column", v.value, v.unit,
       g.offices, g.lower_quartile, g.median, g.upper_quartile
FROM valued AS v
JOIN groups AS g ON g.year = v.year AND g.kind = v.kind AND g.level = v.level AND g.scope IS NOT DISTINCT FROM v.scope
    AND g."table" = v."table" AND g."row" = v."row" AND g."column" = v."column";

COMMENT ON VIEW peers IS '与同类同级机关比较 / Each value beside those of offices of the same kind and level';
COMMENT ON COLUMN peers.office_id IS '机关编号 / Key of the office';
COMMENT ON COLUMN peers.year IS '报告年度 / Year that the report covers';
COMMENT ON COLUMN peers.kind IS '机关类别 / Kind of office';
COMMENT ON COLUMN peers.level IS '行政层级 / Administrative level';
COMMENT ON COLUMN peers.scope IS '数据口径 / What the reports count: own_body or jurisdiction';
COMMENT ON COLUMN peers."table" IS '表代码 / Code of the table';
COMMENT ON COLUMN peers."row" IS '行代码 / Code of the row';
COMMENT ON COLUMN peers."column" IS '列代码 / Code of the column';
COMMENT ON COLUMN peers.value IS '本机关数值 / Value of the office';
COMMENT ON COLUMN peers.unit IS '各数值的单位 / Unit of all the values';
COMMENT ON COLUMN peers.offices IS '参与比较的机关个数（含本机关） / Offices compared, itself included';
COMMENT ON COLUMN peers.lower_quartile IS '下四分位数 / Lower quartile';
COMMENT ON COLUMN peers.median IS '中位数 / Median';
COMMENT ON COLUMN peers.upper_quartile IS '上四分位数 / Upper quartile';
