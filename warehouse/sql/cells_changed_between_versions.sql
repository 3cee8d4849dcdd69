-- Each cell that a version states otherwise than that before, where both are read without doubt: what an office changed.
-- Of the files of one publication the one that is read best is compared. Versions that could not be read are passed over.
INSERT INTO quality.revisions BY NAME
WITH versions AS (
    SELECT report_id, office_id, year, version,
           lag(report_id) OVER of_office AS earlier_id, lag(version) OVER of_office AS earlier_version
    FROM reports WHERE office_id IS NOT NULL AND year IS NOT NULL AND status <> 'quarantined'
      AND copy_of IS NULL
    WINDOW of_office AS (PARTITION BY office_id, year ORDER BY version)
), pairs AS (FROM versions WHERE earlier_id IS NOT NULL),
printed AS (
    SELECT report_id, "table" || '.' || "row" || '.' || "column" AS cell, value, status, text FROM shard_cells
    WHERE report_id IN (SELECT report_id FROM pairs UNION SELECT earlier_id FROM pairs)
), places AS (
    SELECT p.*, c.cell FROM pairs AS p JOIN printed AS c ON c.report_id = p.report_id
    UNION SELECT p.*, c.cell FROM pairs AS p JOIN printed AS c ON c.report_id = p.earlier_id
)
SELECT p.office_id, p.year, p.version, p.cell, p.report_id, p.earlier_id AS previous_report_id,
       b.value AS "before", a.value AS "after", b.status AS status_before, a.status AS status_after,
       b.text AS text_before, a.text AS text_after
FROM places AS p
LEFT JOIN printed AS a ON a.report_id = p.report_id AND a.cell = p.cell
LEFT JOIN printed AS b ON b.report_id = p.earlier_id AND b.cell = p.cell
WHERE (a.value IS DISTINCT FROM b.value OR a.status IS DISTINCT FROM b.status)
    AND NOT is_doubtful(a.status) AND NOT is_doubtful(b.status)
ORDER BY ALL
