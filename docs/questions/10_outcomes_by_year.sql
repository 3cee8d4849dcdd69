-- 公开、不予公开、无法提供、不予处理各占多少？
-- Shares granted, refused, unable, not processed: those of the sums
-- 不含：上级报告已含的下级报告；任一项存疑或整表未填的报告（left_out）；未填而按格式即为零的按零计
-- Left out: reports with one of these in doubt or nothing in the table (left_out); nil counts as zero where the form means it; reports that another of their scope has in it
WITH figures AS (
    SELECT year, scope, nil_as_zero(handled, handled_how) AS whole, nil_as_zero(granted_any, granted_any_how) AS a,
           nil_as_zero(refused, refused_how) AS b, nil_as_zero(unable, unable_how) AS c,
           nil_as_zero(not_processed, not_processed_how) AS d, whole + a + b + c + d IS NOT NULL AS is_known
    FROM indicators WHERE adds_up
)
SELECT year, scope, count(*) FILTER (is_known) AS reports, count(*) FILTER (NOT is_known) AS left_out,
       sum(whole) FILTER (is_known) AS handled,
       round(share(sum(a) FILTER (is_known), sum(whole) FILTER (is_known)), 3) AS granted,
       round(share(sum(b) FILTER (is_known), sum(whole) FILTER (is_known)), 3) AS refused,
       round(share(sum(c) FILTER (is_known), sum(whole) FILTER (is_known)), 3) AS unable,
       round(share(sum(d) FILTER (is_known), sum(whole) FILTER (is_known)), 3) AS not_processed
FROM figures GROUP BY year, scope ORDER BY year, scope
