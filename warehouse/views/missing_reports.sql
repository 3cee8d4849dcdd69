-- Which bodies of a county have not published: for each county and year of which the warehouse has any report, the offices
-- of that county that it has none of. Those are the offices seen in another year, and the townships and streets of the
-- gazetteer, which need never have been seen.
CREATE VIEW missing_reports AS
WITH covered AS (
    SELECT DISTINCT o.province, o.city, o.county, r.year, make_date(r.year::BIGINT, 12, 31) AS year_end
    FROM reports AS r JOIN offices AS o USING (office_id)
    WHERE r.is_current AND r.year IS NOT NULL AND o.county IS NOT NULL
)
SELECT o.office_id, c.year, o.name, o.kind, o.level, o.division_code, o.province, o.city, o.county, o.parent_office_id,
       EXISTS (FROM reports AS r WHERE r.office_id = o.office_id) AS has_reported
FROM covered AS c
JOIN offices AS o ON o.county = c.county AND o.province IS NOT DISTINCT FROM c.province AND o.city IS NOT DISTINCT FROM c.city
WHERE existed_on(o.valid_from, o.valid_to, c.year_end)
  AND NOT EXISTS (FROM reports AS r WHERE r.office_id = o.office_id AND r.year = c.year AND r.is_current);

COMMENT ON VIEW missing_reports IS '哪些机关没有年报：有任何年报的县（区）、年度内，没有年报的政府、部门、乡镇街道 / Which bodies have not published: the offices of a county without a report in a year in which others of it have one';
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
