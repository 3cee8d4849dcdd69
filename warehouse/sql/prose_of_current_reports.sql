-- What became of the prose: sections, mentions or wordings.
INSERT INTO {prose} BY NAME
SELECT r.office_id, r.year, {columns}, s.report_id
FROM shard_{prose} AS s JOIN reports AS r USING (report_id)
WHERE r.is_current ORDER BY 2, 1, s.section
