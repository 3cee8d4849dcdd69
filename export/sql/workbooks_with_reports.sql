-- The current reports of each workbook, newest first: place, office, its key, reports. $by_office: one for each
-- office, else one for each county.
SELECT concat_ws('/', o.province, o.city, o.county) AS place,
       CASE WHEN $by_office THEN coalesce(o.name, '机关不明') ELSE '' END AS office,
       CASE WHEN $by_office THEN o.office_id::VARCHAR ELSE '' END AS key,
       list(r.report_id ORDER BY r.year DESC NULLS LAST, coalesce(o.name, '机关不明'), r.report_id) AS reports
FROM reports AS r LEFT JOIN offices AS o USING (office_id)
WHERE r.is_current AND r.status <> 'quarantined'
GROUP BY ALL ORDER BY place, office, key
