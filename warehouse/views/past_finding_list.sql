-- Findings that are gone, beside the office, its place and the rule: what was wrong, since which build it is found no more,
-- and why.
CREATE VIEW past_finding_list AS
SELECT p.rule, p.severity, p.state, p.office_id, o.name, o.kind, o.level, o.province, o.city, o.county, p.year, p.report_id,
       p.scope, p.stated, p.expected, p.gap, p.cells, p.message, p.message_en, p.fingerprint, p.first_seen, p.last_seen, p.gone_in
FROM quality.past_findings AS p
LEFT JOIN offices AS o ON o.office_id = p.office_id;

COMMENT ON VIEW past_finding_list IS '已消失的核对发现，附机关、地区与消失的原因 / Findings that are gone beside their office and place, with the reason';
COMMENT ON COLUMN past_finding_list.rule IS '规则代码 / Code of the rule';
COMMENT ON COLUMN past_finding_list.severity IS '严重程度 / How bad it was: error, warning or info';
COMMENT ON COLUMN past_finding_list.state IS '消失的原因 / Why it is gone: gone_corrected, gone_report, gone_rule or gone_reader';
COMMENT ON COLUMN past_finding_list.office_id IS '机关编号 / Key of the office';
COMMENT ON COLUMN past_finding_list.name IS '机关名称 / Name of the office';
COMMENT ON COLUMN past_finding_list.kind IS '机关类别 / Kind of office';
COMMENT ON COLUMN past_finding_list.level IS '行政层级 / Administrative level';
COMMENT ON COLUMN past_finding_list.province IS '省级行政区 / Province';
COMMENT ON COLUMN past_finding_list.city IS '市级行政区 / Prefecture-level city';
COMMENT ON COLUMN past_finding_list.county IS '县级行政区 / County-level division';
COMMENT ON COLUMN past_finding_list.year IS '报告年度 / Year that the report covers';
COMMENT ON COLUMN past_finding_list.report_id IS '报告编号（所在版本，本库未必还有） / Key of the report that it was found in, which may be gone';
COMMENT ON COLUMN past_finding_list.scope IS '不符之处 / Where it failed';
COMMENT ON COLUMN past_finding_list.stated IS '报告所填的数 / What the report stated';
COMMENT ON COLUMN past_finding_list.expected IS '按其他单元格应有的数 / What its other cells gave';
COMMENT ON COLUMN past_finding_list.gap IS '差额 / Difference, stated less expected';
COMMENT ON COLUMN past_finding_list.cells IS '涉及的单元格 / Codes of the cells involved';
COMMENT ON COLUMN past_finding_list.message IS '说明（中文） / What was wrong in Chinese';
COMMENT ON COLUMN past_finding_list.message_en IS '说明（英文） / What was wrong in English';
COMMENT ON COLUMN past_finding_list.fingerprint IS '发现的指纹 / Mark of the finding';
COMMENT ON COLUMN past_finding_list.first_seen IS '首次发现时间 / When it was first found, UTC';
COMMENT ON COLUMN past_finding_list.last_seen IS '最近发现时间 / When it was last found, UTC';
COMMENT ON COLUMN past_finding_list.gone_in IS '首次不再出现的构建 / Build in which it was first missing';
