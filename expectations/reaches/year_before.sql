-- The report of the year before, or why there is none.
SELECT report_id, previous_id AS other_id, hash(reason) AS said FROM previous_reports
