-- 多少机关全年没有收到申请？
-- How many offices received no request in a year
-- 不含：口径不是本机关的；存疑或整表未填的报告
-- Left out: reports of territories or of unknown scope; those in doubt or with nothing in the table
WITH known AS (
    SELECT year, kind, nil_as_zero(requests_new, requests_new_how) AS requests FROM indicators WHERE scope = 'own_body'
)
SELECT year, kind, count(*) AS reports, count(requests) AS known, count(*) FILTER (requests = 0) AS without,
       round(share(count(*) FILTER (requests = 0), count(requests)), 3) AS without_share
FROM known GROUP BY year, kind ORDER BY year, kind
