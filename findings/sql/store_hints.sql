-- The words of findings on reports that are worded again (`touched`) that lead others of their cause, with the value that would mend all of them (`hints`).
UPDATE quality.findings AS findings
SET message = findings.message || '；' || hints.zh, message_en = findings.message_en || '; ' || hints.en
FROM hints
WHERE hints.cell = findings.suspect_cell AND hints.value = findings.suspect_value
    AND findings.cause = findings.fingerprint AND findings.report_id IN (FROM touched)
