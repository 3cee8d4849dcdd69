-- 谁的申请数远离同类？
-- Outliers: requests far from the median of the same kind, level, scope and year
-- 不含：同类不足 3 个的；归属不明的机关；没有数值的报告
-- Left out: groups of fewer than 3; offices known by name alone; reports without a figure
WITH known AS (
    SELECT i.* FROM indicators AS i JOIN offices AS o USING (office_id)
    WHERE i.requests_new IS NOT NULL AND i.kind IS NOT NULL AND i.level IS NOT NULL AND o.resolution NOT IN ('ambiguous', 'unresolved')
), peers AS (
    SELECT year, kind, level, scope, median(requests_new) AS median, count(*) AS offices FROM known GROUP BY ALL
)
SELECT k.name, k.county, k.year, k.requests_new, p.median, p.offices
FROM known AS k JOIN peers AS p ON p.year = k.year AND p.kind = k.kind AND p.level = k.level AND p.scope IS NOT DISTINCT FROM k.scope
WHERE p.offices >= 3
ORDER BY abs(ln((k.requests_new + 1) / (p.median + 1))) DESC, k.year, k.office_id LIMIT 20
