-- Cells that go on from one edition of the form to the next: rows that one edition fills and another splits are summed into
-- the one. A nil row counts as 0 beside a number; a doubtful or missing row leaves the sum null, and nil rows alone stay
-- nil. Money is in the unit of the form, whatever unit a report prints.
CREATE VIEW series AS
WITH parts AS (
{{facts_of_parts}}
), wholes AS (
{{facts_of_wholes}}
), summed AS (
    SELECT p.report_id, p.office_id, p.year, p."table", p.whole AS "row", p."column", sum(p.value) AS value,
           any_value(p.unit) AS unit,
           count(p.value) AS numbers, count(*) < any_value(p.least) OR bool_or(is_doubtful(p.status)) AS doubtful
    FROM parts AS p
    WHERE NOT EXISTS (FROM wholes AS w WHERE w.report_id = p.report_id AND w."row" = p.whole AND w."table" = p."table")
    GROUP BY ALL
), going_on AS (
{{facts_but_parts}}
), joined AS (
    SELECT report_id, office_id, year, "table", "row", "column", value, unit, status::VARCHAR AS status FROM going_on
    UNION ALL
    SELECT report_id, office_id, year, "table", "row", "column", CASE WHEN NOT doubtful THEN value END, unit,
           CASE WHEN doubtful THEN 'ambiguous' WHEN numbers > 0 THEN 'number' ELSE 'blank' END
    FROM summed
)
SELECT f.office_id, f.year, f.report_id, r.scope, f."table", f."row", f."column", f.value, f.unit, f.status,
       CASE WHEN f.value IS NULL THEN CASE WHEN is_nil(f.status) THEN 'nil' WHEN is_doubtful(f.status) THEN 'doubtful'
                                           ELSE 'unit_unknown' END END AS reason
FROM joined AS f
LEFT JOIN reports AS r USING (report_id);

COMMENT ON VIEW series IS '可跨格式版本比较的单元格：某一格式为一行、另一格式分为几行的，几行合并为一行 / Cells comparable across editions: rows that one edition of the form fills and another splits are summed into the one';
COMMENT ON COLUMN series.office_id IS '机关编号 / Key of the office';
COMMENT ON COLUMN series.year IS '报告年度 / Year that the report covers';
COMMENT ON COLUMN series.report_id IS '报告编号 / Key of the report';
COMMENT ON COLUMN series.scope IS '数据口径 / What the report counts: own_body or jurisdiction';
COMMENT ON COLUMN series."table" IS '表代码 / Code of the table';
COMMENT ON COLUMN series."row" IS '行代码 / Code of the row';
COMMENT ON COLUMN series."column" IS '列代码 / Code of the column';
COMMENT ON COLUMN series.value IS '数值；未填或存疑时为空 / Value; null where nothing, or nothing certain, is printed';
COMMENT ON COLUMN series.unit IS '单位；金额一律换算为格式所印的单位 / Unit; money is converted to the unit that the form prints';
COMMENT ON COLUMN series.reason IS '没有数值的原因：未填、存疑、金额单位不明 / Why there is no value: nil, doubtful, unit_unknown';
COMMENT ON COLUMN series.status IS '单元格状态；合并行只有 number、blank、ambiguous / Kind of cell; of a summed row only number, blank or ambiguous';
