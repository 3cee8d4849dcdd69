-- The figure of a territory beside the sum of its parts (territory_parts). The sum covers the parts that state a figure, nil
-- beside them adding nothing; `missing` says how many parts that are due have no report, or a figure in doubt.
CREATE VIEW rollup AS
WITH parts AS (
    SELECT territory_report_id, count(*) AS parts FROM territory_parts GROUP BY 1
), below AS (
    SELECT p.territory_report_id, s."table", s."row", s."column", sum(s.value) AS parts_sum,
           count(*) FILTER (s.value IS NOT NULL OR is_nil(s.status)) AS parts_counted
    FROM territory_parts AS p JOIN series AS s ON s.report_id = p.report_id
    GROUP BY ALL
)
SELECT s.office_id, s.year, s."table", s."row", s."column", s.value, s.unit, b.parts_sum, b.parts_counted,
       p.parts - b.parts_counted AS missing, s.value - b.parts_sum AS gap
FROM series AS s
JOIN below AS b ON b.territory_report_id = s.report_id
    AND b."table" = s."table" AND b."row" = s."row" AND b."column" = s."column"
JOIN parts AS p ON p.territory_report_id = s.report_id;

COMMENT ON VIEW rollup IS '汇总报告的数值与其各组成部分之和 / The figure of a territory beside the sum of its parts';
COMMENT ON COLUMN rollup.office_id IS '汇总机关编号 / Key of the office whose report sums up';
COMMENT ON COLUMN rollup.year IS '报告年度 / Year that the reports cover';
COMMENT ON COLUMN rollup."table" IS '表代码 / Code of the table';
COMMENT ON COLUMN rollup."row" IS '行代码 / Code of the row';
COMMENT ON COLUMN rollup."column" IS '列代码 / Code of the column';
COMMENT ON COLUMN rollup.value IS '汇总报告所填 / Value of the territory';
COMMENT ON COLUMN rollup.unit IS '单位 / Unit';
COMMENT ON COLUMN rollup.parts_sum IS '有数值的各部分之和 / Sum of the parts that have a value';
COMMENT ON COLUMN rollup.parts_counted IS '计入的部分个数，含未填的 / Parts counted, those that print nil included';
COMMENT ON COLUMN rollup.missing IS '没有收录报告或数值存疑的部分个数 / Parts that are due without a report, or with a figure in doubt';
COMMENT ON COLUMN rollup.gap IS '差额（汇总减各部分之和）；missing 为 0 时才能说不符 / Value less the sum of the parts; a contradiction only where nothing is missing';
