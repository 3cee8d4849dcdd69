-- What was found of the reports that are judged again, and what is known of them in the build before (`previous`), is put
-- aside; all else stays as it is on record, of which the draft is a copy.
CREATE TEMP TABLE known AS FROM quality.findings LIMIT 0;
CREATE TEMP TABLE failing AS SELECT rule, {columns} FROM quality.findings LIMIT 0;
CREATE TEMP TABLE judged (rule VARCHAR, assessed BIGINT, gx_carried BIGINT);
CREATE TEMP TABLE before AS FROM quality.past_findings LIMIT 0;
INSERT INTO before BY NAME SELECT {kept} FROM quality.findings WHERE report_id IN (FROM judged_again);
CREATE TEMP TABLE rules_before AS SELECT rule, digest FROM quality.rules;
CREATE TEMP TABLE reports_before AS SELECT report_id, office_id, year FROM previous.reports
WHERE is_current AND office_id IN (SELECT office_id FROM before);
DELETE FROM quality.findings WHERE report_id IN (FROM judged_again);
DELETE FROM quality.decisions;
DELETE FROM quality.decision_steps
