-- 同类机关中谁的公开率最高？（小数目不占便宜）
-- Ranking by share granted among offices of one kind, level, scope and year, fair to small numbers
-- 不含：办理不足 5 件的；类别、层级不明或归属不明的机关；没有公开率的报告。at_least 是 95% 置信下限
-- Left out: fewer than 5 handled; offices of unknown kind or level, or known by name alone; reports without the share. at_least is the lower end of the 95 % interval
SELECT i.kind, i.level, i.scope, rank() OVER (PARTITION BY i.kind, i.level, i.scope ORDER BY share_floor(i.granted_any, i.handled) DESC) AS place,
       count(*) OVER (PARTITION BY i.kind, i.level, i.scope) AS of_offices, i.name, i.county, i.handled, i.granted_any,
       round(i.granted_share, 3) AS share, round(share_floor(i.granted_any, i.handled), 3) AS at_least
FROM indicators AS i JOIN offices AS o USING (office_id)
WHERE i.year = latest_full_year() AND i.handled >= 5 AND i.granted_any <= i.handled AND i.kind IS NOT NULL AND i.level IS NOT NULL
  AND o.resolution NOT IN ('ambiguous', 'unresolved')
ORDER BY of_offices DESC, i.kind, i.level, i.scope, place, i.office_id LIMIT 20
