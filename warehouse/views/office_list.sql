-- The offices that there is a report of, with how many, so that a search leads to something, and those of a roster, which
-- have something to say without any.
CREATE VIEW office_list AS
SELECT o.office_id, o.name, o.kind, o.level, o.scope, o.division_code, o.province, o.city, o.county, o.parent_office_id,
       coalesce(r.reports, 0) AS reports, r.first_year, r.last_year
FROM offices AS o
LEFT JOIN (
    SELECT office_id, count(*) FILTER (is_current) AS reports, min(year) AS first_year, max(year) AS last_year
    FROM reports GROUP BY office_id
) AS r USING (office_id)
WHERE r.office_id IS NOT NULL OR o.office_id IN (SELECT office_id FROM roster);

COMMENT ON VIEW office_list IS '有年报或列入名册的机关 / The offices that there is a report of, or that a roster has';
COMMENT ON COLUMN office_list.office_id IS '机关编号 / Key of the office';
COMMENT ON COLUMN office_list.name IS '机关名称 / Name of the office';
COMMENT ON COLUMN office_list.kind IS '机关类别 / Kind of office';
COMMENT ON COLUMN office_list.level IS '行政层级 / Administrative level';
COMMENT ON COLUMN office_list.scope IS '机关的数据口径 / What the office counts: own_body or jurisdiction';
COMMENT ON COLUMN office_list.division_code IS '行政区划代码 / Code of the division';
COMMENT ON COLUMN office_list.province IS '省级行政区 / Province';
COMMENT ON COLUMN office_list.city IS '市级行政区 / Prefecture-level city';
COMMENT ON COLUMN office_list.county IS '县级行政区 / County-level division';
COMMENT ON COLUMN office_list.parent_office_id IS '上级机关编号 / Key of the office above it';
COMMENT ON COLUMN office_list.reports IS '现行报告份数 / Current reports';
COMMENT ON COLUMN office_list.first_year IS '最早的报告年度 / First year with a report';
COMMENT ON COLUMN office_list.last_year IS '最近的报告年度 / Last year with a report';
