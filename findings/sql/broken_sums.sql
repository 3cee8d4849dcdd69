-- The findings of the rules $rules on reports that are worded again (`touched`), report by report, where more than one of a report has a gap.
SELECT report_id, list(rule), list(scope), list(gap)
FROM quality.findings SEMI JOIN touched USING (report_id)
WHERE rule IN (SELECT unnest($rules::VARCHAR[])) AND gap IS NOT NULL
GROUP BY report_id
HAVING count(*) > 1
