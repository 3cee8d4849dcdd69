-- Every report that is due or there, with its figures; those not received have a row without figures. Codes have their words
-- from the temporary table code_words.
WITH listed AS (
    SELECT p.office_id, p.year, p.state, p.deadline, p.days_late, r.report_id
    FROM publications AS p LEFT JOIN reports AS r ON r.office_id = p.office_id AND r.year = p.year AND r.is_current
    UNION ALL
    SELECT r.office_id, r.year, NULL, NULL, NULL, r.report_id FROM reports AS r
    WHERE r.is_current AND NOT EXISTS (FROM publications AS p WHERE p.office_id = r.office_id AND p.year = r.year)
), slips AS (
    SELECT report_id, count(DISTINCT cause) AS slips, count(DISTINCT cause) FILTER (severity = 'error') AS errors
    FROM quality.findings GROUP BY report_id
)
SELECT o.province, o.city, o.county, coalesce(o.name, '机关不明') AS name, k.words AS kind, l.year, s.words AS state,
       a.words AS status, r.published_on, l.deadline, l.days_late,
       CASE WHEN r.report_id IS NOT NULL THEN coalesce(f.slips, 0) END AS slips,
       CASE WHEN r.report_id IS NOT NULL THEN coalesce(f.errors, 0) END AS errors,
       {columns}, i.nil_cells, i.doubtful_cells, r.source_url, r.original_name, l.office_id, r.report_id
FROM listed AS l
LEFT JOIN reports AS r ON r.report_id = l.report_id
LEFT JOIN offices AS o ON o.office_id = l.office_id
LEFT JOIN indicators AS i ON i.report_id = l.report_id
LEFT JOIN slips AS f ON f.report_id = l.report_id
LEFT JOIN code_words AS k ON k.kind = 'kind' AND k.code = o.kind
LEFT JOIN code_words AS s ON s.kind = 'state' AND s.code = l.state
LEFT JOIN code_words AS a ON a.kind = 'reading' AND a.code = r.status::VARCHAR
ORDER BY o.province NULLS LAST, o.city, o.county, name, l.office_id, l.year DESC NULLS LAST, r.report_id
