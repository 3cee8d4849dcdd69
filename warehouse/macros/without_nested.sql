-- Of the reports of a selection those that none of the others has in it: their figures may be added up.
CREATE MACRO without_nested(selection) AS TABLE
    WITH chosen AS MATERIALIZED (FROM query_table(selection)), counted AS (
        SELECT DISTINCT n.report_id FROM nesting AS n SEMI JOIN chosen AS c ON c.report_id = n.within_report_id
    )
    SELECT * FROM chosen ANTI JOIN counted USING (report_id);
COMMENT ON MACRO TABLE without_nested IS '选出的报告中互不包含的部分，可以相加；选择是表、视图或 WITH 中的名称，须有 report_id 列：WITH chosen AS (FROM indicators WHERE city = …) FROM without_nested(chosen) / Of a selection the reports that none of the others contains, which may be added up; the selection is a table, a view or a name of WITH that has report_id';
