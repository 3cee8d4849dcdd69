-- 某县要发出的核对清单
-- The findings of a county to send out, with what to do
-- 不含：提示；其他县；归属不明的机关
-- Left out: remarks; other counties; offices whose place is not known
SELECT name, year, severity, rule_zh, message, what_to_do
FROM finding_list WHERE county = '洪泽区' AND severity <> 'info'
ORDER BY severity, office_id, year, rule, finding_id LIMIT 100
