-- Reports that are due, the one source of every figure that says so: those that the build found to be (due_reports), beside
-- their office.
CREATE VIEW expected_reports AS
SELECT d.office_id, d.year, o.name, o.kind, o.level, o.scope, o.province, o.city, o.county, o.parent_office_id,
       d.report_id, d.status, d.published_on, d.deadline, d.published_on <= d.deadline AS on_time,
       CASE WHEN d.published_on <= d.deadline THEN 0 ELSE date_diff('day', d.deadline, d.published_on) END AS days_late, d.basis
FROM due_reports AS d JOIN offices AS o USING (office_id);

COMMENT ON VIEW expected_reports IS '应有的报告：每个机关每个应报年度一行，含尚未收到的；凡称“应有”均由此计数 / Reports that are due: one row per office and year, those not received included; whatever is called due is counted here';
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
COMMENT ON COLUMN expected_reports.deadline IS '期限：名册所定，否则法定 / Deadline: that of the roster, otherwise the legal one';
COMMENT ON COLUMN expected_reports.on_time IS '是否按期公布 / Whether it kept the deadline';
COMMENT ON COLUMN expected_reports.days_late IS '逾期天数 / Days late';
COMMENT ON COLUMN expected_reports.basis IS '应有的依据：roster 名册、record 其他年度有年报、report 有这份报告 / Why it is due: the roster, a report of another year, or this very report';
