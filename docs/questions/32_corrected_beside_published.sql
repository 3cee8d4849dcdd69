-- 更正后的数与公布的数
-- Corrected figures beside the published ones
-- 不含：没有采用的更正（报告已改或已撤）
-- Left out: corrections that do not apply: the office has published the report again, or withdrawn it
SELECT o.name, c.year, c.cell, c.published, c.value AS corrected, c.value - c.published AS change, c.reason
FROM corrected_cells AS c JOIN offices AS o USING (office_id) WHERE c.is_corrected ORDER BY c.year, o.office_id, c.cell
