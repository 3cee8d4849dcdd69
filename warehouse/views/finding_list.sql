-- Findings as people look for them: beside the office, its place and kind, the words of the rule and what was decided.
CREATE VIEW finding_list AS
SELECT f.finding_id, f.rule, q.zh AS rule_zh, q.en AS rule_en, q.what_to_do, f.severity, f.state, f.office_id, o.name, o.kind, o.level,
       o.province, o.city, o.county, f.year, f.report_id, r.raw_path, r.original_name, f.scope, f.stated, f.expected, f.gap, f.cells,
       f.other_report_id, f.other_cells, f.message, f.message_en, f.fingerprint, f.cause, f.first_seen, f.last_seen, d.decision, d.reason, d.decided_by, d.decided_on, d.due_by,
       f.suspect_cell, f.suspect_value, r.source_url
FROM quality.findings AS f
LEFT JOIN quality.rules AS q USING (rule)
LEFT JOIN offices AS o ON o.office_id = f.office_id
LEFT JOIN reports AS r ON r.report_id = f.report_id
LEFT JOIN quality.decisions AS d ON d.fingerprint = f.fingerprint;

COMMENT ON VIEW finding_list IS '核对发现，附机关、地区、规则文字与处理决定 / Findings beside their office, place, rule and decision';
COMMENT ON COLUMN finding_list.finding_id IS '发现编号（仅在本库内有效） / Key of the finding within this build';
COMMENT ON COLUMN finding_list.rule IS '规则代码 / Code of the rule';
COMMENT ON COLUMN finding_list.rule_zh IS '规则内容（中文） / Statement of the rule in Chinese';
COMMENT ON COLUMN finding_list.rule_en IS '规则内容（英文） / Statement of the rule in English';
COMMENT ON COLUMN finding_list.what_to_do IS '处理办法 / What to do about it';
COMMENT ON COLUMN finding_list.severity IS '严重程度 / How bad it is: error, warning or info';
COMMENT ON COLUMN finding_list.state IS '处理状态 / State of its handling';
COMMENT ON COLUMN finding_list.office_id IS '机关编号 / Key of the office';
COMMENT ON COLUMN finding_list.name IS '机关名称 / Name of the office';
COMMENT ON COLUMN finding_list.kind IS '机关类别 / Kind of office';
COMMENT ON COLUMN finding_list.level IS '行政层级 / Administrative level';
COMMENT ON COLUMN finding_list.province IS '省级行政区 / Province';
COMMENT ON COLUMN finding_list.city IS '市级行政区 / Prefecture-level city';
COMMENT ON COLUMN finding_list.county IS '县级行政区 / County-level division';
COMMENT ON COLUMN finding_list.year IS '报告年度 / Year that the report covers';
COMMENT ON COLUMN finding_list.report_id IS '报告编号 / Key of the report';
COMMENT ON COLUMN finding_list.raw_path IS '原始文件路径 / Path of the raw file';
COMMENT ON COLUMN finding_list.original_name IS '交来时的文件名；不是从 inbox 收入的同 raw_path / Name of the file as it was handed in; raw_path where it did not come through the inbox';
COMMENT ON COLUMN finding_list.scope IS '不符之处 / Where it fails: code of the column, row, proceeding or cell';
COMMENT ON COLUMN finding_list.stated IS '报告所填的数 / What the report states';
COMMENT ON COLUMN finding_list.expected IS '按其他单元格应有的数 / What its other cells give';
COMMENT ON COLUMN finding_list.gap IS '差额 / Difference, stated less expected';
COMMENT ON COLUMN finding_list.cells IS '涉及的单元格 / Codes of the cells involved';
COMMENT ON COLUMN finding_list.other_report_id IS '所对照的上年报告编号 / Key of the report of the year before that it is held against';
COMMENT ON COLUMN finding_list.other_cells IS '所对照的上年报告的单元格 / Codes of the cells of that report';
COMMENT ON COLUMN finding_list.message IS '说明（中文） / What is wrong in Chinese';
COMMENT ON COLUMN finding_list.message_en IS '说明（英文） / What is wrong in English';
COMMENT ON COLUMN finding_list.fingerprint IS '发现的指纹 / Mark that is the same for the same finding in every build';
COMMENT ON COLUMN finding_list.cause IS '同一原因的首条发现的指纹 / Fingerprint of the first finding with the same cause';
COMMENT ON COLUMN finding_list.first_seen IS '首次发现时间 / When it was first found, UTC';
COMMENT ON COLUMN finding_list.last_seen IS '最近发现时间 / When it was last found, UTC';
COMMENT ON COLUMN finding_list.decision IS '处理决定 / Decision';
COMMENT ON COLUMN finding_list.reason IS '理由 / Reason of the decision';
COMMENT ON COLUMN finding_list.decided_by IS '决定人 / Who decided';
COMMENT ON COLUMN finding_list.decided_on IS '决定日期 / When it was decided';
COMMENT ON COLUMN finding_list.due_by IS '限期 / Day by which an office that was contacted is to answer';
COMMENT ON COLUMN finding_list.suspect_cell IS '可能有误的单元格 / Cell that explains all findings of the cause';
COMMENT ON COLUMN finding_list.suspect_value IS '该单元格可能应为的数 / Value of that cell that would mend all of them';
COMMENT ON COLUMN finding_list.source_url IS '原文网址 / Address at which the report is published';
