-- The rules, each with what came of it in this build.
CREATE VIEW rule_list AS
SELECT q.rule, q.family, q.severity, q.basis, q.scope, q.zh, q.en, q.what_to_do, r.failed,
       (SELECT count(*) FROM quality.findings AS f WHERE f.rule = q.rule AND f.cause = f.fingerprint) AS slips,
       r.assessed, r.not_assessable
FROM quality.rules AS q
LEFT JOIN quality.runs AS r ON r.rule = q.rule AND r.build = (SELECT max(build) FROM quality.runs);

COMMENT ON VIEW rule_list IS '核对规则及本次结果 / The rules and what came of them in this build';
COMMENT ON COLUMN rule_list.rule IS '规则代码 / Code of the rule';
COMMENT ON COLUMN rule_list.family IS '规则类别 / Family of the rule';
COMMENT ON COLUMN rule_list.severity IS '严重程度 / How bad a failure is: error, warning or info';
COMMENT ON COLUMN rule_list.basis IS '依据 / What the rule rests on';
COMMENT ON COLUMN rule_list.scope IS '适用范围 / What it is judged for: column, row, cell, table or report';
COMMENT ON COLUMN rule_list.zh IS '规则内容（中文） / Statement of the rule in Chinese';
COMMENT ON COLUMN rule_list.en IS '规则内容（英文） / Statement of the rule in English';
COMMENT ON COLUMN rule_list.what_to_do IS '处理办法 / What to do about a failure';
COMMENT ON COLUMN rule_list.failed IS '不符的处数 / Places that fail';
COMMENT ON COLUMN rule_list.slips IS '其中差错处数：同因的发现计在为首的一条 / Slips among them: findings with one cause count once, with the rule of the first';
COMMENT ON COLUMN rule_list.assessed IS '核对的处数 / Places judged';
COMMENT ON COLUMN rule_list.not_assessable IS '无法核对的处数 / Places that could not be judged';
