-- Every report that is due or there, with its figures; those not received have a row without figures, and so do files of a
-- known office and year that could not be read. Codes have their words from the temporary table code_words; a slip is as grave
-- as the finding that leads it.
WITH unread AS (
    SELECT office_id, year, min(report_id) AS file_id
    FROM reports ANTI JOIN (SELECT office_id, year FROM reports WHERE is_current) USING (office_id, year)
    WHERE status = 'quarantined' AND office_id IS NOT NULL AND year IS NOT NULL
    GROUP BY office_id, year
), listed AS (
    SELECT p.office_id, p.year, CASE WHEN u.file_id IS NULL THEN p.state ELSE 'unread' END AS state, p.deadline, p.days_late,
           r.report_id, u.file_id
    FROM publications AS p LEFT JOIN reports AS r ON r.office_id = p.office_id AND r.year = p.year AND r.is_current
    LEFT JOIN unread AS u ON u.office_id = p.office_id AND u.year = p.year
    UNION ALL
    SELECT r.office_id, r.year, NULL, NULL, NULL, r.report_id, NULL FROM reports AS r
    WHERE r.is_current AND NOT EXISTS (FROM publications AS p WHERE p.office_id = r.office_id AND p.year = r.year)
    UNION ALL
    SELECT u.office_id, u.year, 'unread', NULL, NULL, NULL, u.file_id FROM unread AS u
    WHERE NOT EXISTS (FROM publications AS p WHERE p.office_id = u.office_id AND p.year = u.year)
), slips AS (
    SELECT report_id, count(DISTINCT cause) AS slips, count(*) FILTER (fingerprint = cause AND severity = 'error') AS errors
    FROM quality.findings GROUP BY report_id
)
SELECT o.province, o.city, o.county, placed_name(o.name, o.province, o.city, o.county) AS name, l.year, k.words AS kind,
       s.words AS state, a.words AS status, r.published_on, l.deadline, l.days_late,
       CASE WHEN l.report_id IS NOT NULL THEN coalesce(f.slips, 0) END AS slips,
       CASE WHEN l.report_id IS NOT NULL THEN coalesce(f.errors, 0) END AS errors,
       {columns}, i.nil_cells, i.doubtful_cells, r.source_url, r.original_name, l.office_id, r.report_id
FROM listed AS l
LEFT JOIN reports AS r ON r.report_id = coalesce(l.report_id, l.file_id)
LEFT JOIN offices AS o ON o.office_id = l.office_id
LEFT JOIN indicators AS i ON i.report_id = l.report_id
LEFT JOIN slips AS f ON f.report_id = l.report_id
LEFT JOIN code_words AS k ON k.kind = 'kind' AND k.code = o.kind
LEFT JOIN code_words AS s ON s.kind = 'state' AND s.code = l.state
LEFT JOIN code_words AS a ON a.kind = 'reading' AND a.code = r.status::VARCHAR
ORDER BY left(o.division_code, 6) NULLS LAST, o.province, o.city, o.county, name, l.office_id, l.year DESC NULLS LAST, r.report_id
