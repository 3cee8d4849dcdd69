-- The findings on reports that are worded again (`touched`) that may share a cause (of the rules $rules, and all of a report with a suspected cell), report by report in
-- the order of their numbers, with the cells of the report that are not filled in and the edition of its form.
SELECT list([findings.rule, findings.scope, findings.fingerprint] ORDER BY finding_id), list(gap ORDER BY finding_id),
       list(suspect_cell ORDER BY finding_id), list(findings.cells ORDER BY finding_id),
       any_value(wide.nil), any_value(wide.edition)::VARCHAR
FROM quality.findings AS findings
LEFT JOIN reports_wide AS wide ON wide.report_id = findings.report_id
WHERE findings.report_id IN (FROM touched)
    AND ((findings.rule IN (SELECT unnest($rules::VARCHAR[])) AND gap IS NOT NULL)
         OR findings.report_id IN (SELECT report_id FROM quality.findings WHERE suspect_cell IS NOT NULL))
GROUP BY findings.report_id
HAVING count(*) > 1
