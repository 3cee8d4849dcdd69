-- 复议、直接起诉、复议后起诉各有什么结果？
-- How reconsiderations and the two kinds of lawsuits ended, by year
-- 不含：上级报告已含的下级报告；该程序任一格存疑的报告。先复议后诉讼的在两处各计一次，年末尚未审结的案件在审结之年可能再次计入
-- Left out: reports with a cell of the proceeding in doubt; reports that another of their scope has in it. Mind: what is sued over after reconsideration counts in both, what is pending may count again in the year that decides it
WITH each_report AS (
    SELECT v.year, v.scope, d.proceeding, bool_or(is_doubtful(d.status)) AS in_doubt,
           coalesce(sum(d.value) FILTER (d.result = 'upheld'), 0) AS upheld,
           coalesce(sum(d.value) FILTER (d.result = 'corrected'), 0) AS corrected,
           coalesce(sum(d.value) FILTER (d.result = 'other_result'), 0) AS other_result,
           coalesce(sum(d.value) FILTER (d.result = 'pending'), 0) AS pending
    FROM disputes AS d JOIN indicator_values AS v USING (report_id)
    WHERE v.adds_up AND d.year = latest_full_year()
    GROUP BY d.report_id, v.year, v.scope, d.proceeding
)
SELECT year, scope, proceeding, count(*) FILTER (NOT in_doubt) AS reports, count(*) FILTER (in_doubt) AS left_out,
       sum(upheld) FILTER (NOT in_doubt) AS upheld, sum(corrected) FILTER (NOT in_doubt) AS corrected,
       sum(other_result) FILTER (NOT in_doubt) AS other_result, sum(pending) FILTER (NOT in_doubt) AS pending
FROM each_report GROUP BY ALL ORDER BY year, scope, proceeding
