-- Cells that go on from one edition of the form to the next. The form of 2021 splits other_handling into three rows;
-- here they are summed into the one row of 2019. A nil row counts as 0 beside a number; a doubtful or missing row
-- leaves the sum null, and three nil rows stay nil.
CREATE VIEW series AS
WITH split AS (
    SELECT code FROM lines WHERE "table" = 't3' AND kind = 'row' AND parent = 'other_handling'
), summed AS (
    SELECT d.report_id, d.office_id, d.year, d.applicant, sum(d.value) AS value, count(d.value) AS numbers,
           count(*) < (SELECT count(*) FROM split)
               OR bool_or(d.status IN ('ambiguous', 'unreadable', 'absent')) AS doubtful
    FROM requests AS d
    WHERE d.outcome::VARCHAR IN (SELECT code FROM split)
      AND NOT EXISTS (FROM requests AS w WHERE w.report_id = d.report_id AND w.outcome = 'other_handling')
    GROUP BY ALL
), facts AS (
    SELECT report_id, office_id, year, 't2' AS "table", item::VARCHAR AS "row", measure::VARCHAR AS "column", value,
           status::VARCHAR AS status
    FROM disclosures
    UNION ALL
    SELECT report_id, office_id, year, 't3', outcome::VARCHAR, applicant::VARCHAR, value, status::VARCHAR
    FROM requests WHERE outcome::VARCHAR NOT IN (SELECT code FROM split)
    UNION ALL
    SELECT report_id, office_id, year, 't3', 'other_handling', applicant::VARCHAR, CASE WHEN NOT doubtful THEN value END,
           CASE WHEN doubtful THEN 'ambiguous' WHEN numbers > 0 THEN 'number' ELSE 'blank' END
    FROM summed
    UNION ALL
    SELECT report_id, office_id, year, 't4', proceeding::VARCHAR, result::VARCHAR, value, status::VARCHAR FROM disputes
)
SELECT f.office_id, f.year, f.report_id, r.scope, f."table", f."row", f."column", f.value, f.status
FROM facts AS f
LEFT JOIN reports AS r USING (report_id);

COMMENT ON VIEW series IS '可跨格式版本比较的单元格：2021年格式的三行“其他处理”合并为一行 / Cells comparable across editions: the three rows of other handling of the form of 2021 are summed into one';
COMMENT ON COLUMN series.office_id IS '机关编号 / Key of the office';
COMMENT ON COLUMN series.year IS '报告年度 / Year that the report covers';
COMMENT ON COLUMN series.report_id IS '报告编号 / Key of the report';
COMMENT ON COLUMN series.scope IS '数据口径 / What the report counts: own_body or jurisdiction';
COMMENT ON COLUMN series."table" IS '表代码 / Code of the table';
COMMENT ON COLUMN series."row" IS '行代码 / Code of the row';
COMMENT ON COLUMN series."column" IS '列代码 / Code of the column';
COMMENT ON COLUMN series.value IS '数值；未填或存疑时为空 / Value; null where nothing, or nothing certain, is printed';
COMMENT ON COLUMN series.status IS '单元格状态；合并行只有 number、blank、ambiguous / Kind of cell; of a summed row only number, blank or ambiguous';
