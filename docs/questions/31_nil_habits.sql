-- 谁用空白或“/”代替 0？
-- Who prints blanks or slashes where a 0 belongs
-- 不含：表二、表四；存疑的格
-- Left out: tables 2 and 4; cells in doubt
SELECT o.name, r.year, count(*) FILTER (r.status = 'blank') AS blank, count(*) FILTER (r.status = 'slash') AS slash,
       count(*) FILTER (r.status = 'dash') AS dash
FROM requests AS r JOIN offices AS o USING (office_id)
WHERE is_nil(r.status)
GROUP BY o.office_id, o.name, r.year ORDER BY count(*) DESC, r.year, o.office_id LIMIT 20
