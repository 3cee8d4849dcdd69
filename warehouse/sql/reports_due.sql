-- Reports that are due: the offices of due_offices beside every year of due_years, with their reports or without. A report
-- that is there counts even if its office was gone by then or is not known well enough to owe others, unless a roster leaves
-- it out.
INSERT INTO due_reports BY NAME
WITH owed AS (
    SELECT d.office_id, y.year, d.basis, d.deadline
    FROM due_offices AS d JOIN due_years AS y
        ON y.year BETWEEN coalesce(d.first_year, y.year) AND coalesce(d.last_year, y.year)
), due AS (
    FROM owed
    UNION ALL
    SELECT office_id, year, 'report', NULL FROM reports AS r
    ANTI JOIN rostered_offices USING (office_id) ANTI JOIN owed USING (office_id, year)
    WHERE r.is_current AND r.year IS NOT NULL AND r.office_id IS NOT NULL
)
SELECT d.office_id, d.year, d.basis, r.report_id, r.status, f.published_on,
       coalesce(day_of(d.deadline, d.year), deadline_of(o.kind, o.level, o.name, d.year)) AS deadline
FROM due AS d JOIN offices AS o USING (office_id)
LEFT JOIN first_publications AS f ON f.office_id = d.office_id AND f.year = d.year
LEFT JOIN reports AS r ON r.office_id = d.office_id AND r.year = d.year AND r.is_current
ORDER BY d.year, d.office_id
