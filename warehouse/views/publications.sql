-- Who has published, when, and who has not: every report that is due (expected_reports), with what became of it.
CREATE VIEW publications AS
SELECT office_id, year, name, kind, level, province, city, county, report_id, published_on, deadline, on_time, days_late,
       CASE WHEN report_id IS NULL THEN 'missing' WHEN on_time THEN 'on_time' WHEN NOT on_time THEN 'late' ELSE 'received' END AS state,
       EXISTS (FROM reports AS r WHERE r.office_id = e.office_id AND r.year IS NOT NULL) AS has_reported,
       (SELECT count(*) FROM reports AS r WHERE r.office_id = e.office_id AND r.year IS NULL) AS undated
FROM expected_reports AS e;

COMMENT ON VIEW publications IS '谁按期公布、谁逾期、谁没有公布：应有的报告逐份 / Who published in time, late, or not at all: each report that is due';
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
COMMENT ON COLUMN publications.deadline IS '期限：名册所定，否则法定；都没有为空 / Deadline of the roster, otherwise of the law; null where neither sets one';
COMMENT ON COLUMN publications.on_time IS '是否按期公布；任一日期不明为空 / Whether it kept the deadline; null where either day is not known';
COMMENT ON COLUMN publications.days_late IS '逾期天数 / Days late';
COMMENT ON COLUMN publications.state IS '状态：on_time 按期、late 逾期、received 已收到（期限或日期不明）、missing 未收录（本库没有，不等于没有公布） / on_time, late, received (no deadline, or no day known) or missing: not in the warehouse, which is not to say unpublished';
COMMENT ON COLUMN publications.has_reported IS '是否有过任何年度的年报 / Whether there is a report of the office of any year';
COMMENT ON COLUMN publications.undated IS '该机关年度不明或不足一年的文件数 / Files of the office without a year, or of part of one';
