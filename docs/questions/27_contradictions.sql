-- 哪些报告自相矛盾？
-- Which reports contradict themselves
-- 不含：无法核对的地方；警告与提示；已驳回的发现也在内
-- Left out: places that could not be judged; warnings and remarks. Findings that were dismissed are in
SELECT o.name, o.county, f.year, count(DISTINCT f.cause) AS slips, count(*) AS findings, list(DISTINCT f.rule ORDER BY f.rule) AS rules
FROM quality.findings AS f JOIN offices AS o USING (office_id)
WHERE f.severity = 'error' GROUP BY o.office_id, o.name, o.county, f.year ORDER BY findings DESC, f.year, o.office_id LIMIT 20
