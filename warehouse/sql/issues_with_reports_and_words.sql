-- Each issue with its file, report and office, and with what to do about it.
INSERT INTO quality.issues BY NAME
SELECT i.report_id, coalesce(named.raw_path, r.raw_path) AS raw_path, r.office_id, r.year,
       i.stage, i.code, i.severity, i."where", i.detail, w.zh, w.what AS what_to_do
FROM ({issues}) AS i
LEFT JOIN reports AS r USING (report_id)
LEFT JOIN quality.filings AS named ON named.raw_path = i."where"
LEFT JOIN issue_words AS w ON w.code = i.code
ORDER BY i.report_id, i.stage, i.code, i."where", i.detail
