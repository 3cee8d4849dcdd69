-- 哪条规则最常不符？
-- Which rule fails most often, and of how many places judged
-- 不含：无法核对的地方（not_assessable）；没有一处不符的规则
-- Left out: places that could not be judged (not_assessable); rules that nothing fails
SELECT rule, failed, assessed, not_assessable, round(share(failed, assessed), 3) AS failed_share FROM quality.runs
WHERE build = (SELECT max(build) FROM quality.runs) AND failed > 0 ORDER BY failed DESC, rule
