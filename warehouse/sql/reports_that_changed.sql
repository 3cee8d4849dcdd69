-- `stale`: reports whose rows are taken out, or that come; `was_there`: those of them that were there before, with the years
-- that they were of then; `renewed`: those that are there now, whose rows are put in again. A report changed if its row did,
-- if it came or went, or if it is in a shard that was not there (`reread`). What one version is depends on the others of its
-- office and year: with one of them, all of them changed, those of before and those of now.
CREATE TEMP TABLE changed AS
SELECT report_id FROM came_reports UNION SELECT report_id FROM gone_reports UNION SELECT report_id FROM reread;
CREATE TEMP TABLE stale AS
WITH touched AS (
    SELECT office_id, year FROM reports SEMI JOIN changed USING (report_id)
    UNION SELECT office_id, year FROM gone_reports
)
SELECT report_id FROM changed
UNION SELECT report_id FROM reports SEMI JOIN touched USING (office_id, year);
CREATE TEMP TABLE renewed AS SELECT report_id FROM stale SEMI JOIN reports USING (report_id);
CREATE TEMP TABLE was_there AS
SELECT report_id, year FROM gone_reports
UNION ALL SELECT report_id, year FROM reports SEMI JOIN stale USING (report_id) ANTI JOIN came_reports USING (report_id)
