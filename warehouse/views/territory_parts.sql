-- What the report of a territory is the sum of: the reports of the offices right below it, whatever they count, each with its
-- report or without. Its own body is its general office. What a department below reports for (a brigade, a hospital) is no
-- part of its own, nor is what is below a lower territory: both are in the reports of those. What is due is what
-- expected_reports says.
CREATE VIEW territory_parts AS
SELECT t.office_id AS territory_office_id, t.report_id AS territory_report_id, e.year, e.office_id, e.report_id,
       CASE WHEN e.kind IN ('government', 'committee') THEN 'territory' WHEN e.kind = 'general_office' THEN 'own_body'
            WHEN e.kind IN ('township', 'street') THEN 'township' ELSE 'department' END AS part
FROM reports AS t
JOIN expected_reports AS e ON e.parent_office_id = t.office_id AND e.year = t.year
WHERE t.is_current AND t.scope = 'jurisdiction' AND NOT is_reported_for(e.kind, e.name);

COMMENT ON VIEW territory_parts IS '一地汇总报告的各组成部分：直接下级机关的报告，含应有而未收录的 / What the report of a territory is the sum of: those of the offices right below it, with those that are due and not there';
COMMENT ON COLUMN territory_parts.territory_office_id IS '汇总机关编号 / Key of the office whose report sums up';
COMMENT ON COLUMN territory_parts.territory_report_id IS '汇总报告编号 / Key of that report';
COMMENT ON COLUMN territory_parts.year IS '报告年度 / Year that the reports cover';
COMMENT ON COLUMN territory_parts.office_id IS '下级机关编号 / Key of the office below';
COMMENT ON COLUMN territory_parts.report_id IS '下级报告编号；未收录为空 / Key of its report; null where the warehouse has none';
COMMENT ON COLUMN territory_parts.part IS '部分：own_body 本级办公室、department 部门、township 乡镇街道、territory 下级政府与管委会 / own_body, department, township, or territory: a lower government or the committee of a zone';
