-- What a workbook can only list: reports that are due and not there, and files of an office that could not be read. The first
-- three columns say in which workbook, as in workbooks_with_reports.sql; $by_office as there.
SELECT concat_ws('/', o.province, o.city, o.county) AS place,
       CASE WHEN $by_office THEN o.name ELSE '' END AS office,
       CASE WHEN $by_office THEN o.office_id::VARCHAR ELSE '' END AS key,
       coalesce(o.name, '') AS name, concat_ws(' ', o.province, o.city, o.county) AS placed, a.year, a.status, a.path
FROM (
    SELECT office_id, year, '' AS status, '' AS path FROM missing_reports
    UNION ALL
    SELECT office_id, year, status::VARCHAR, coalesce(original_name, raw_path) FROM reports
    WHERE is_current AND status = 'quarantined' AND office_id IS NOT NULL
) AS a JOIN offices AS o USING (office_id)
ORDER BY place, office, key, a.year DESC NULLS LAST, name, o.office_id
