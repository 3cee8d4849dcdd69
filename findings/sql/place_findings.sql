-- All findings, of which some came in, in the order of the rules ($rules), seen in this build ($started).
UPDATE quality.findings AS findings SET finding_id = placed.number, last_seen = $started
FROM (
    SELECT rowid AS place, row_number() OVER in_order AS number FROM quality.findings
    WINDOW in_order AS (ORDER BY list_position($rules::VARCHAR[], rule), year, office_id, report_id, scope)
) AS placed
WHERE findings.rowid = placed.place
