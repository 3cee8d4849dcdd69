-- Offices that owe a report (due_offices) for the last year whose deadline was over on a day, and of which the warehouse has
-- none that was out by that day; one whose day of publication is not known counts as out.
-- The deadline is that of the roster, otherwise the legal one (Regulation of 2019, article 49); offices for which neither
-- sets one are never overdue.
CREATE MACRO overdue_reports(on_day) AS TABLE
    WITH latest AS (
        SELECT office_id, max(year) AS last_year FROM reports WHERE is_current GROUP BY office_id
    ), spans AS (
        -- an office that is gone still has the legal deadlines of later years: then nothing is due from it any more
        SELECT d.office_id, y.year, d.deadline AS named,
               y.year BETWEEN coalesce(d.first_year, y.year) AND coalesce(d.last_year, y.year) AS owed
        FROM due_offices AS d CROSS JOIN (SELECT unnest(range(year(on_day) - 2, year(on_day)))::INTEGER AS year) AS y
    ), years AS (
        SELECT office_id, year, bool_or(owed) AS owed, max(named) FILTER (owed) AS named FROM spans GROUP BY office_id, year
    ), due AS (
        SELECT y.office_id, o.name, o.kind, o.level, y.year, y.owed,
               coalesce(day_of(y.named, y.year), deadline_of(o.kind, o.level, o.name, y.year)) AS deadline
        FROM years AS y JOIN offices AS o USING (office_id)
        WHERE deadline < on_day::DATE QUALIFY y.year = max(y.year) OVER (PARTITION BY y.office_id)
    ), published AS (
        SELECT DISTINCT office_id, year FROM reports
        WHERE year >= year(on_day) - 2 AND coalesce(published_on <= on_day::DATE, true)
    )
    SELECT d.office_id, d.name, d.kind, d.level, d.year, l.last_year, d.deadline, date_diff('day', d.deadline, on_day::DATE) AS days_late
    FROM due AS d ANTI JOIN published USING (office_id, year) LEFT JOIN latest AS l USING (office_id)
    WHERE d.owed
    ORDER BY d.office_id;
COMMENT ON MACRO TABLE overdue_reports IS '某日已逾期限而本库没有当日以前公布的报告的应报机关（没有收录，不等于没有公布）：FROM overdue_reports(日期) / Offices whose report was overdue on a day as far as the warehouse knows: FROM overdue_reports(day)';
