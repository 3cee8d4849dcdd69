-- What the build before found and this one does not, with the reason: the report is gone, the office published another
-- version (of the year before, for the rules $across), the rule changed, or it is read better now, its office included.
INSERT INTO quality.past_findings BY NAME
WITH current_reports AS (
    SELECT report_id, office_id, year FROM reports
    WHERE is_current
        AND (office_id IN (SELECT office_id FROM before) OR report_id IN (SELECT report_id FROM before))
)
SELECT before.* EXCLUDE (state, gone_in),
       CASE WHEN of_office.report_id IS NULL AND same_report.report_id IS NULL THEN 'gone_report'
            WHEN of_office.report_id <> before.report_id
                OR coalesce(before.rule IN (SELECT unnest($across::VARCHAR[]))
                            AND year_before.report_id IS DISTINCT FROM year_before_then.report_id, false)
                THEN 'gone_corrected'
            WHEN rules.rule IS NULL OR rules.digest IS DISTINCT FROM rules_before.digest THEN 'gone_rule'
            ELSE 'gone_reader' END AS state,
       $build AS gone_in
FROM before
LEFT JOIN current_reports AS of_office ON of_office.office_id = before.office_id AND of_office.year = before.year
LEFT JOIN current_reports AS same_report ON same_report.report_id = before.report_id
LEFT JOIN current_reports AS year_before
    ON year_before.office_id = before.office_id AND year_before.year = before.year - 1
LEFT JOIN reports_before AS year_before_then
    ON year_before_then.office_id = before.office_id AND year_before_then.year = before.year - 1
LEFT JOIN quality.rules AS rules ON rules.rule = before.rule
LEFT JOIN rules_before ON rules_before.rule = before.rule
WHERE before.fingerprint NOT IN (SELECT fingerprint FROM quality.findings);
