-- Every office that has ever reported beside every year that the warehouse holds and that the office existed at the end
-- of, with its report or without. A report that is there counts even if the office was gone by then.
CREATE VIEW expected_reports AS
WITH years AS (
    SELECT unnest(range(min(year), max(year) + 1))::INTEGER AS year FROM reports WHERE is_current AND year IS NOT NULL
), due AS (
    SELECT o.*, y.year, make_date(y.year, 12, 31) AS year_end, deadline_of(o.kind, o.level, y.year) AS deadline
    FROM offices AS o CROSS JOIN years AS y
    WHERE o.office_id IN (SELECT office_id FROM reports)
)
SELECT d.office_id, d.year, d.name, d.kind, d.level, d.scope, d.province, d.city, d.county,
       d.parent_office_id, r.report_id, r.status, f.published_on, d.deadline, f.published_on <= d.deadline AS on_time,
       CASE WHEN f.published_on <= d.deadline THEN 0 ELSE date_diff('day', d.deadline, f.published_on) END AS days_late
FROM due AS d
LEFT JOIN first_publications AS f ON f.office_id = d.office_id AND f.year = d.year
LEFT JOIN reports AS r ON r.office_id = d.office_id AND r.year = d.year AND r.is_current
WHERE r.report_id IS NOT NULL OR existed_on(d.valid_from, d.valid_to, d.year_end);

COMMENT ON VIEW expected_reports IS '应有的报告：每个机关每个应报年度一行，含尚未收到的 / Reports that are due: one row per office and year, those not received included';
COMMENT ON COLUMN expected_reports.office_id IS '机关编号 / Key of the office';
COMMENT ON COLUMN expected_reports.year IS '报告年度 / Year that a report is due for';
COMMENT ON COLUMN expected_reports.name IS '机关名称 / Name of the office';
COMMENT ON COLUMN expected_reports.kind IS '机关类别 / Kind of office';
COMMENT ON COLUMN expected_reports.level IS '行政层级 / Administrative level';
COMMENT ON COLUMN expected_reports.scope IS '机关的数据口径 / What the office counts: own_body or jurisdiction';
COMMENT ON COLUMN expected_reports.province IS '省级行政区 / Province';
COMMENT ON COLUMN expected_reports.city IS '市级行政区 / Prefecture-level city';
COMMENT ON COLUMN expected_reports.county IS '县级行政区 / County-level division';
COMMENT ON COLUMN expected_reports.parent_office_id IS '上级机关编号 / Key of the office above it';
COMMENT ON COLUMN expected_reports.report_id IS '报告编号；未收到为空 / Key of the report; null where none was received';
COMMENT ON COLUMN expected_reports.status IS '读取结果；未收到为空 / How the reading ended; null where none was received';
COMMENT ON COLUMN expected_reports.published_on IS '首次发布日期 / Day of the first publication';
COMMENT ON COLUMN expected_reports.deadline IS '法定期限 / Legal deadline';
COMMENT ON COLUMN expected_reports.on_time IS '是否按期公布 / Whether it kept the deadline';
COMMENT ON COLUMN expected_reports.days_late IS '逾期天数 / Days late';
