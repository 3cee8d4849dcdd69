-- The websites that the current reports are from, with how many reports and offices and which years; `?` names the source of
-- reports without an address.
SELECT coalesce(nullif(lower(regexp_extract(source_url, '^[a-zA-Z]+://(?:[^/@]*@)?([^/:?#]+)', 1)), ''), ?) AS website,
       count(*) AS reports, count(DISTINCT office_id) AS offices, min(year) AS first_year, max(year) AS last_year
FROM reports WHERE is_current
GROUP BY website ORDER BY reports DESC, website
