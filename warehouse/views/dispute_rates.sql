-- Reconsideration and litigation, the latter with and without prior reconsideration together, and both as `all`.
-- A case that is pending at the end of a year may be counted again in the year that decides it; one that is
-- sued over after reconsideration stands in both proceedings. No rate is a share of cases that were begun.
-- A nil part counts as 0 beside a number; a doubtful or missing part leaves the figure null.
CREATE VIEW dispute_rates AS
WITH parts AS (
    FROM (VALUES {{row_groups litigations}}) AS v (proceeding, part)
), measures AS (
    FROM (VALUES {{column_groups litigations}}) AS v (measure, result)
), sizes AS (
    SELECT proceeding, measure, count(*) AS size FROM parts CROSS JOIN measures GROUP BY ALL
), sums AS (
    SELECT s.office_id, s.year, s.scope, p.proceeding, m.measure,
           CASE WHEN count(*) = any_value(z.size)
                 AND NOT bool_or(is_doubtful(s.status)) THEN sum(s.value) END AS value
    FROM series AS s
    JOIN parts AS p ON p.part = s."row"
    JOIN measures AS m ON m.result = s."column"
    JOIN sizes AS z ON z.proceeding = p.proceeding AND z.measure = m.measure
    WHERE s."table" = {{table_of litigations}}
    GROUP BY s.office_id, s.year, s.scope, p.proceeding, m.measure
), figures AS (
    SELECT office_id, year, scope, proceeding, max(value) FILTER (measure = 'cases') AS cases,
           max(value) FILTER (measure = 'upheld') AS upheld, max(value) FILTER (measure = 'corrected') AS corrected,
           max(value) FILTER (measure = 'pending') AS pending, max(value) FILTER (measure = 'concluded') AS concluded
    FROM sums GROUP BY office_id, year, scope, proceeding
), totals AS (
    SELECT office_id, year, value AS handled FROM series
    WHERE "table" = {{table_of handled}} AND "row" = {{row_of handled}} AND "column" = {{column_of handled}}
)
SELECT f.office_id, f.year, f.scope, f.proceeding, f.cases, f.upheld, f.corrected, f.pending, f.concluded,
       share(f.corrected, f.concluded) AS corrected_share, t.handled, rate(f.cases, t.handled) AS dispute_rate
FROM figures AS f LEFT JOIN totals AS t USING (office_id, year);

COMMENT ON VIEW dispute_rates IS '行政复议、行政诉讼的发生率与纠错率。年末尚未审结的案件在审结之年可能再次计入；先复议后诉讼的两处各计一次 / How often requests end in disputes, and how often the office loses. A case that is pending at the end of a year may be counted again in the year that decides it; one sued over after reconsideration is counted in both';
COMMENT ON COLUMN dispute_rates.office_id IS '机关编号 / Key of the office';
COMMENT ON COLUMN dispute_rates.year IS '报告年度 / Year that the report covers';
COMMENT ON COLUMN dispute_rates.scope IS '数据口径 / What the report counts: own_body or jurisdiction';
COMMENT ON COLUMN dispute_rates.proceeding IS '程序：复议、诉讼（两类合计）、全部 / Proceeding: reconsideration, litigation (both kinds), or all';
COMMENT ON COLUMN dispute_rates.cases IS '报告所填案件总计 / Cases as the report totals them';
COMMENT ON COLUMN dispute_rates.upheld IS '结果维持 / Cases that upheld the office';
COMMENT ON COLUMN dispute_rates.corrected IS '结果纠正 / Cases that corrected the office';
COMMENT ON COLUMN dispute_rates.pending IS '尚未审结 / Cases not yet concluded';
COMMENT ON COLUMN dispute_rates.concluded IS '已审结（维持、纠正与其他结果之和） / Cases concluded: upheld, corrected and other results together';
COMMENT ON COLUMN dispute_rates.corrected_share IS '纠错率：结果纠正占已审结 / Share of the concluded cases that corrected the office';
COMMENT ON COLUMN dispute_rates.handled IS '报告所填申请办理总计 / Requests handled as the report states them';
COMMENT ON COLUMN dispute_rates.dispute_rate IS '每件办结申请的争议案件数 / Cases per request handled';
