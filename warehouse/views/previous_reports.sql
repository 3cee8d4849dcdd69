-- The report of the year before beside each current report, under the key that its office had then; or the reason why
-- the two cannot be compared.
CREATE VIEW previous_reports AS
WITH before AS (
    SELECT office_id, year, any_value(previous_office_id) AS previous_office_id,
           bool_and(comparable) AND count(DISTINCT previous_office_id) = 1 AS comparable
    FROM predecessors GROUP BY office_id, year
)
SELECT r.report_id, r.office_id, r.year, p.report_id AS previous_id,
       CASE WHEN NOT b.comparable THEN 'office_changed'
            WHEN p.report_id IS NULL THEN 'previous_year_missing'
            WHEN p.scope <> r.scope THEN 'scope_changed' END AS reason
FROM reports AS r
LEFT JOIN before AS b ON b.office_id = r.office_id AND b.year = r.year
LEFT JOIN reports AS p ON p.is_current AND p.office_id = coalesce(b.previous_office_id, r.office_id)
    AND p.year = r.year - 1
WHERE r.is_current;

COMMENT ON VIEW previous_reports IS '本年报告与上年报告的对应 / Each current report and that of the year before';
COMMENT ON COLUMN previous_reports.report_id IS '报告编号 / Key of the report';
COMMENT ON COLUMN previous_reports.office_id IS '机关编号 / Key of the office';
COMMENT ON COLUMN previous_reports.year IS '报告年度 / Year that the report covers';
COMMENT ON COLUMN previous_reports.previous_id IS '上年报告编号；没有则为空 / Key of the report of the year before; null where there is none';
COMMENT ON COLUMN previous_reports.reason IS '不可比的原因；可比则为空 / Why the two cannot be compared; null where they can';
