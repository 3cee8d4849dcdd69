-- `linked`: reports whose row in indicator_values is another, or may be: those that changed or went (`stale`), those whose
-- report of the year before is another, those that are in the report of another office or no longer are, and those that
-- are in a report that changed.
CREATE TEMP TABLE linked AS
SELECT report_id FROM stale
UNION SELECT report_id FROM came_previous_reports UNION SELECT report_id FROM gone_previous_reports
UNION SELECT report_id FROM came_nesting UNION SELECT report_id FROM gone_nesting
UNION SELECT report_id FROM nesting WHERE within_report_id IN (SELECT report_id FROM stale)
