-- `wanted`: the reports of a part of a database (`whole`), with all versions of their offices and years; `owners`: their
-- offices; `marked`: those of them that something is asked of.
CREATE TEMP TABLE wanted AS
WITH given AS (SELECT DISTINCT report_id FROM reports_wanted)
FROM given
UNION SELECT report_id FROM whole.reports
SEMI JOIN (SELECT office_id, year FROM whole.reports SEMI JOIN given USING (report_id)) USING (office_id, year);
CREATE TEMP TABLE owners AS
SELECT DISTINCT office_id FROM whole.reports SEMI JOIN wanted USING (report_id);
CREATE TABLE marked AS SELECT DISTINCT report_id FROM reports_marked
