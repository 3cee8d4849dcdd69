-- 积压：多少申请结转下年？
-- Backlog: how much is carried over, as a share of what was to be handled
-- 不含：没有结转的；任一项存疑的；结转大于应办的（矛盾，见“超过 1 的比例”）
-- Left out: offices that carry nothing over; figures in doubt; more carried over than there was (a contradiction, see the shares above 1)
SELECT name, county, year, received, carried_out, round(backlog_share, 3) AS backlog, backlog_share_how AS how
FROM indicators WHERE carried_out > 0 AND backlog_share IS NOT NULL
ORDER BY backlog_share DESC, year, office_id LIMIT 20
