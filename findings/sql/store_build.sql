-- The row of this build: what came, changed, went and broke since the build before ($today for what is overdue),
-- and what of its tables was made anew ($made).
INSERT INTO quality.builds BY NAME
WITH latest AS (
    SELECT build, min(started_at) AS started_at, max(finished_at) AS finished_at
    FROM quality.runs GROUP BY build ORDER BY build DESC LIMIT 1
), fresh AS (
    FROM reports WHERE status <> 'quarantined' AND report_id NOT IN (FROM old_reports)
), quarantined AS (
    FROM quality.filings WHERE status = 'quarantined'
), sources AS (
    FROM quality.sources WHERE enabled
)
SELECT latest.build, latest.started_at, latest.finished_at, $made AS made,
       (SELECT count(*) FROM quality.filings) AS filings,
       (SELECT count(*) FROM fresh WHERE version = 1) AS new_reports,
       (SELECT count(*) FROM fresh WHERE version > 1) AS changed_reports,
       (SELECT count(*) FROM old_reports WHERE report_id NOT IN (SELECT report_id FROM reports)) AS gone_reports,
       (SELECT count(*) FROM quarantined) AS quarantined,
       (SELECT count(*) FROM quarantined WHERE raw_path NOT IN (FROM old_filings)) AS new_quarantined,
       (SELECT count(*) FROM quality.findings) AS findings,
       (SELECT count(DISTINCT cause) FROM quality.findings) AS slips,
       (SELECT count(DISTINCT fingerprint) FROM quality.findings
        WHERE severity = 'error' AND fingerprint NOT IN (FROM old_errors)) AS new_errors,
       (SELECT count(DISTINCT fingerprint) FROM old_errors
        WHERE fingerprint NOT IN (SELECT fingerprint FROM quality.findings)) AS mended_errors,
       (SELECT count(*) FROM sources) AS sources,
       (SELECT count(*) FROM sources WHERE broken_since IS NOT NULL) AS broken_sources,
       (SELECT count(*) FROM sources WHERE new_at < latest.started_at - to_days(silent_days)) AS silent_sources,
       (SELECT count(*) FROM overdue_reports($today)) AS overdue_offices
FROM latest
