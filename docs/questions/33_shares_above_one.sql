-- 大于 1 的比例：那不是比例，是矛盾
-- Shares above 1, which are no shares but contradictions
-- 不含：存疑的；争议率可以大于 1，不在此列
-- Left out: figures in doubt; disputes per request may exceed 1 and are not among them
SELECT name, county, year, granted_any, refused, unable, not_processed, handled, carried_out, received
FROM indicators
WHERE 'no_share' IN (granted_share_how, refused_share_how, unable_share_how, not_processed_share_how, backlog_share_how)
ORDER BY year, office_id LIMIT 20
