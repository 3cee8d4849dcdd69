-- What a workbook can only list: reports that are due and not there, and files of an office that could not be read. The first
-- three columns say in which workbook, as in workbooks_with_reports.sql; $by_office as there. A file that could not be read
-- is never current, and is told in place of the report that is due.
WITH unread AS (
    FROM reports ANTI JOIN (SELECT office_id, year FROM reports WHERE is_current) USING (office_id, year)
    WHERE status = 'quarantined' AND office_id IS NOT NULL
)
SELECT concat_ws('/', o.province, o.city, o.county) AS place,
       CASE WHEN $by_office THEN o.name ELSE '' END AS office,
       CASE WHEN $by_office THEN o.office_id::VARCHAR ELSE '' END AS key,
       coalesce(o.name, '') AS name, concat_ws(' ', o.province, o.city, o.county) AS placed, a.year, a.status, a.path
FROM (
    SELECT office_id, year, '' AS status, '' AS path FROM missing_reports ANTI JOIN unread USING (office_id, year)
    UNION ALL
    SELECT office_id, year, status::VARCHAR, coalesce(original_name, raw_path) FROM unread
) AS a JOIN offices AS o USING (office_id)
ORDER BY place, office, key, a.year DESC NULLS LAST, name, o.office_id
