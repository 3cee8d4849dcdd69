-- The current reports of each workbook, newest first, and a digest of what their sheets are drawn from: place, office, its key,
-- reports, digest. $by_office: one for each office, else one for each county.
WITH drawn AS (
    SELECT report_id, {heads} AS digest FROM report_list GROUP BY report_id
    UNION ALL
    SELECT report_id, {cells} FROM cells GROUP BY report_id
    UNION ALL
    SELECT report_id, {findings}
    FROM (SELECT *, row_number() OVER (PARTITION BY report_id ORDER BY severity, finding_id) AS place FROM finding_list)
    GROUP BY report_id
), sheets AS (
    SELECT report_id, md5(string_agg(digest, ' ' ORDER BY digest)) AS digest FROM drawn GROUP BY report_id
)
SELECT concat_ws('/', o.province, o.city, o.county) AS place,
       CASE WHEN $by_office THEN coalesce(o.name, '机关不明') ELSE '' END AS office,
       CASE WHEN $by_office THEN o.office_id::VARCHAR ELSE '' END AS key,
       list(r.report_id ORDER BY r.year DESC NULLS LAST, coalesce(o.name, '机关不明'), r.report_id) AS reports,
       md5(string_agg(concat(r.report_id, ' ', s.digest), ' ' ORDER BY r.report_id)) AS digest
FROM reports AS r LEFT JOIN offices AS o USING (office_id) LEFT JOIN sheets AS s USING (report_id)
WHERE r.is_current AND r.status <> 'quarantined'
GROUP BY ALL ORDER BY place, office, key
