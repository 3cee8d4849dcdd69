-- `touched`: the reports of which not all is as it is on record (`known`): their findings are worded again, and their causes
-- sought.
CREATE TEMP TABLE touched AS
FROM judged_again
UNION SELECT report_id FROM (
    SELECT fingerprint, report_id, cells FROM numbered EXCEPT SELECT fingerprint, report_id, cells FROM known
)
UNION SELECT report_id FROM (
    SELECT fingerprint, report_id, cells FROM known EXCEPT SELECT fingerprint, report_id, cells FROM numbered
)
