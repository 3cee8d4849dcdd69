-- The kinds of outcome as shares of the total that the report states, for each kind of applicant. Of the grounds within a
-- kind, a nil one counts as 0 beside a number; a doubtful or missing one leaves the kind null.
CREATE VIEW outcome_shares AS
WITH kinds AS (
    FROM (VALUES {{outcome_kinds}}) AS v (code, outcome, grounds)
), sums AS (
    SELECT s.office_id, s.year, s.scope, s."column" AS applicant, k.outcome,
           CASE WHEN count(*) >= any_value(k.grounds) AND NOT bool_or(is_doubtful(s.status)) THEN sum(s.value) END AS value
    FROM series AS s
    JOIN kinds AS k ON k.code = s."row"
    WHERE s."table" = {{table_of handled}}
    GROUP BY s.office_id, s.year, s.scope, s."column", k.outcome
), totals AS (
    SELECT office_id, year, "column" AS applicant, value AS handled FROM series
    WHERE "table" = {{table_of handled}} AND "row" = {{row_of handled}}
)
SELECT s.office_id, s.year, s.scope, s.applicant, s.outcome, s.value, t.handled, share(s.value, t.handled) AS share
FROM sums AS s LEFT JOIN totals AS t USING (office_id, year, applicant);

COMMENT ON VIEW outcome_shares IS '办理结果构成 / Outcomes as shares of all requests handled';
COMMENT ON COLUMN outcome_shares.office_id IS '机关编号 / Key of the office';
COMMENT ON COLUMN outcome_shares.year IS '报告年度 / Year that the report covers';
COMMENT ON COLUMN outcome_shares.scope IS '数据口径 / What the report counts: own_body or jurisdiction';
COMMENT ON COLUMN outcome_shares.applicant IS '申请人类型代码 / Code of the kind of applicant';
COMMENT ON COLUMN outcome_shares.outcome IS '办理结果大类代码 / Code of the kind of outcome';
COMMENT ON COLUMN outcome_shares.value IS '件数；含存疑单元格时为空 / Requests; null where a cell is in doubt';
COMMENT ON COLUMN outcome_shares.handled IS '报告所填办理总计 / Total handled as the report states it';
COMMENT ON COLUMN outcome_shares.share IS '占办理总计的比例 / Share of the total handled';
