-- 重新公布时改动了哪些格？
-- Which cells an office changed when it published its report again
-- 不含：同一次公布的多份文件；没能读出的版本
-- Left out: files of one and the same publication; versions that could not be read
SELECT o.name, v.year, v.version, count(*) AS cells, min(v.cell) AS for_instance,
       arg_min(v.text_before, v.cell) AS text_before, arg_min(v.text_after, v.cell) AS text_after
FROM quality.revisions AS v JOIN offices AS o USING (office_id)
GROUP BY o.office_id, o.name, v.year, v.version ORDER BY cells DESC, v.year, o.office_id, v.version LIMIT 20
