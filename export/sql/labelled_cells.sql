-- Every cell of the current reports as a column, beside the office and its place.
SELECT o.province, o.city, o.county, coalesce(o.name, '机关不明') AS name, w.year, {columns}, w.nil, w.doubtful, w.office_id,
       w.report_id
FROM reports_wide AS w LEFT JOIN offices AS o USING (office_id)
ORDER BY o.province NULLS LAST, o.city, o.county, name, w.office_id, w.year DESC NULLS LAST
