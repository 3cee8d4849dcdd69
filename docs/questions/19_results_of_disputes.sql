-- 复议、直接起诉、复议后起诉各有什么结果？
-- How reconsiderations and the two kinds of lawsuits ended, by year
-- 不含：上级报告已含的下级报告；该程序任一格存疑的报告。先复议后诉讼的在两处各计一次，年末尚未审结的案件在审结之年可能再次计入
-- Left out: reports with a cell of the proceeding in doubt; reports that another of their scope has in it. Mind: what is sued over after reconsideration counts in both, what is pending may count again in the year that decides it
WITH each_report AS (
    SELECT d.report_id, d.proceeding, bool_or(is_doubtful(d.status)) AS in_doubt,
           sum(CASE WHEN d.result = 'upheld' THEN d.value END) AS upheld,
           sum(CASE WHEN d.result = 'corrected' THEN d.value END) AS corrected,
           sum(CASE WHEN d.result = 'other_result' THEN d.value END) AS other_result,
           sum(CASE WHEN d.result = 'pending' THEN d.value END) AS pending
    FROM disputes AS d WHERE d.year = latest_full_year() GROUP BY d.report_id, d.proceeding
)
SELECT v.year, v.scope, e.proceeding, count(*) FILTER (NOT in_doubt) AS reports, count(*) FILTER (in_doubt) AS left_out,
       sum(coalesce(e.upheld, 0)) FILTER (NOT in_doubt) AS upheld, sum(coalesce(e.corrected, 0)) FILTER (NOT in_doubt) AS corrected,
       sum(coalesce(e.other_result, 0)) FILTER (NOT in_doubt) AS other_result,
       sum(coalesce(e.pending, 0)) FILTER (NOT in_doubt) AS pending
FROM each_report AS e JOIN indicator_values AS v USING (report_id) WHERE v.adds_up
GROUP BY ALL ORDER BY v.year, v.scope, e.proceeding
