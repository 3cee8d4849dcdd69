-- Rows of reports, with the year of the report.
SELECT n.*, r.year AS year_of_report FROM {rows} AS n LEFT JOIN (SELECT report_id, year FROM main.reports) AS r USING (report_id)
