-- What a report carries out beside what the next year's report of the office carries in, if it was not merged or split in
-- between.
CREATE VIEW carry_over AS
SELECT i.office_id, i.year, i.scope, i."column" AS applicant, o.value AS carried_out, i.value AS carried_in,
       i.value - o.value AS gap, o.status AS carried_out_status, i.status AS carried_in_status
FROM series AS i
JOIN previous_reports AS b ON b.report_id = i.report_id AND b.reason IS DISTINCT FROM 'office_changed'
JOIN series AS o ON o.report_id = b.previous_id AND o.scope IS NOT DISTINCT FROM i.scope
    AND o."column" = i."column"
WHERE i."table" = {{table_of carried_in}} AND i."row" = {{row_of carried_in}}
    AND o."table" = {{table_of carried_out}} AND o."row" = {{row_of carried_out}};

COMMENT ON VIEW carry_over IS '上年结转下年与本年上年结转的衔接 / What one report carries out and the next carries in';
COMMENT ON COLUMN carry_over.office_id IS '机关编号 / Key of the office';
COMMENT ON COLUMN carry_over.year IS '结转入的报告年度 / Year of the report that carries in';
COMMENT ON COLUMN carry_over.scope IS '数据口径 / What the reports count: own_body or jurisdiction';
COMMENT ON COLUMN carry_over.applicant IS '申请人类型代码 / Code of the kind of applicant';
COMMENT ON COLUMN carry_over.carried_out IS '上年报告“结转下年度继续办理” / Carried out by the report of the year before';
COMMENT ON COLUMN carry_over.carried_in IS '本年报告“上年结转” / Carried in by the report of this year';
COMMENT ON COLUMN carry_over.gap IS '差额（结转入减结转出）；任一为空则为空 / Carried in less carried out; null where either is';
COMMENT ON COLUMN carry_over.carried_out_status IS '结转出单元格状态 / Kind of cell of what is carried out';
COMMENT ON COLUMN carry_over.carried_in_status IS '结转入单元格状态 / Kind of cell of what is carried in';
