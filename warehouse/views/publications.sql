-- Who has published, when, and who has not: every office that ever reported beside every year (expected_reports), and the
-- townships and streets of the gazetteer that nothing was ever seen of, in the counties and years that there is any report of.
CREATE VIEW publications AS
SELECT office_id, year, name, kind, level, province, city, county, report_id, published_on, deadline, on_time, days_late,
       CASE WHEN report_id IS NULL THEN 'missing' WHEN on_time THEN 'on_time' WHEN NOT on_time THEN 'late' ELSE 'received' END AS state,
       true AS has_reported
FROM expected_reports
UNION ALL
SELECT office_id, year, name, kind, level, province, city, county, NULL, NULL, deadline_of(kind, level, year), NULL, NULL, 'missing', false
FROM missing_reports WHERE NOT has_reported;

COMMENT ON VIEW publications IS '谁按期公布、谁逾期、谁没有公布；含从未见过年报的乡镇街道 / Who published in time, late, or not at all; townships never seen included';
COMMENT ON COLUMN publications.office_id IS '机关编号 / Key of the office';
COMMENT ON COLUMN publications.year IS '报告年度 / Year that a report is due for';
COMMENT ON COLUMN publications.name IS '机关名称 / Name of the office';
COMMENT ON COLUMN publications.kind IS '机关类别 / Kind of office';
COMMENT ON COLUMN publications.level IS '行政层级 / Administrative level';
COMMENT ON COLUMN publications.province IS '省级行政区 / Province';
COMMENT ON COLUMN publications.city IS '市级行政区 / Prefecture-level city';
COMMENT ON COLUMN publications.county IS '县级行政区 / County-level division';
COMMENT ON COLUMN publications.report_id IS '报告编号；未收到为空 / Key of the report; null where none was received';
COMMENT ON COLUMN publications.published_on IS '发布日期 / Day of publication';
COMMENT ON COLUMN publications.deadline IS '法定期限；条例未规定为空 / Legal deadline; null where the law sets none';
COMMENT ON COLUMN publications.on_time IS '是否按期公布；任一日期不明为空 / Whether it kept the deadline; null where either day is not known';
COMMENT ON COLUMN publications.days_late IS '逾期天数 / Days late';
COMMENT ON COLUMN publications.state IS '状态：on_time 按期、late 逾期、received 已收到（期限或日期不明）、missing 未收到 / on_time, late, received (no deadline, or no day known) or missing';
COMMENT ON COLUMN publications.has_reported IS '其他年度是否有年报 / Whether there is a report of the office at all';
