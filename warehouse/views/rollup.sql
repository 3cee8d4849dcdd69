-- The figure of an office beside the sum of the offices right below it, within one scope: what an office counts for
-- itself and what it counts for its territory are never added up. The sum covers the children that have a value;
-- `missing` says how many of those that existed at the end of the year have none, with or without a report.
CREATE VIEW rollup AS
WITH families AS (
    -- a child whose scope is not known may belong to either
    SELECT o.parent_office_id AS office_id, y.year, v.scope, count(*) AS children
    FROM offices AS o JOIN (VALUES ('own_body'), ('jurisdiction')) AS v (scope) ON coalesce(o.scope, v.scope) = v.scope
    JOIN (SELECT DISTINCT year, make_date(year::BIGINT, 12, 31) AS year_end FROM reports WHERE is_current) AS y
        ON existed_on(o.valid_from, o.valid_to, y.year_end)
    WHERE o.parent_office_id IS NOT NULL GROUP BY ALL
), below AS (
    SELECT o.parent_office_id AS office_id, s.year, s.scope, s."table", s."row", s."column",
           sum(s.value) AS children_sum, count(s.value) AS children_counted
    FROM series AS s JOIN offices AS o ON o.office_id = s.office_id
    WHERE o.parent_office_id IS NOT NULL AND s.scope IS NOT NULL
    GROUP BY ALL
)
SELECT s.office_id, s.year, s.scope, s."table", s."row", s."column", s.value, b.children_sum, b.children_counted,
       greatest(coalesce(f.children, 0) - b.children_counted, 0) AS missing, s.value - b.children_sum AS gap
FROM series AS s
JOIN below AS b ON b.office_id = s.office_id AND b.year = s.year AND b.scope = s.scope
    AND b."table" = s."table" AND b."row" = s."row" AND b."column" = s."column"
LEFT JOIN families AS f ON f.office_id = s.office_id AND f.year = s.year AND f.scope = s.scope;

COMMENT ON VIEW rollup IS '上级机关数值与下级合计（同一口径） / The figure of an office and the sum of those below it, within one scope';
COMMENT ON COLUMN rollup.office_id IS '上级机关编号 / Key of the upper office';
COMMENT ON COLUMN rollup.year IS '报告年度 / Year that the reports cover';
COMMENT ON COLUMN rollup.scope IS '数据口径 / What the reports count: own_body or jurisdiction';
COMMENT ON COLUMN rollup."table" IS '表代码 / Code of the table';
COMMENT ON COLUMN rollup."row" IS '行代码 / Code of the row';
COMMENT ON COLUMN rollup."column" IS '列代码 / Code of the column';
COMMENT ON COLUMN rollup.value IS '上级机关数值 / Value of the upper office';
COMMENT ON COLUMN rollup.children_sum IS '有数值的下级机关合计 / Sum of the offices below that have a value';
COMMENT ON COLUMN rollup.children_counted IS '有数值的下级机关个数 / Offices below that have a value';
COMMENT ON COLUMN rollup.missing IS '缺报告或缺数值的下级机关个数 / Offices below without a report or without a value';
COMMENT ON COLUMN rollup.gap IS '差额（上级减下级合计） / Value less the sum of the offices below';
