-- Offices that have reported before, but not for the last year whose legal deadline (Regulation of 2019, article 49) was
-- over on a day. Offices that the article does not name have no deadline and are never overdue.
CREATE MACRO overdue_reports(on_day) AS TABLE
    WITH deadlines AS (
        SELECT office_id, max(year) AS last_year,
               deadline_of(any_value(kind), any_value(level), 1999) AS by_day  -- of a leap year
        FROM reports JOIN offices USING (office_id) WHERE is_current GROUP BY office_id
    ), due AS (
        SELECT *, CASE WHEN (month(on_day), day(on_day)) > (month(by_day), day(by_day)) THEN year(on_day) - 1
                       ELSE year(on_day) - 2 END AS year
        FROM deadlines WHERE by_day IS NOT NULL
    )
    SELECT o.office_id, o.name, o.kind, o.level, d.year::INTEGER AS year, d.last_year,
           make_date(d.year + 1, month(by_day), day(by_day)) AS deadline, date_diff('day', deadline, on_day::DATE) AS days_late
    FROM due AS d JOIN offices AS o USING (office_id)
    WHERE d.last_year < d.year AND existed_on(o.valid_from, o.valid_to, make_date(d.year, 12, 31))
    ORDER BY o.office_id;
COMMENT ON MACRO TABLE overdue_reports IS '某日已逾法定期限而未见报告的机关：FROM overdue_reports(日期) / Offices whose report was overdue on a day: FROM overdue_reports(day)';
