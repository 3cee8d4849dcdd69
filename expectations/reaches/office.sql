-- What is known of the office of a report.
SELECT r.report_id, NULL::BIGINT AS other_id, hash(o.office_id, o.name, o.kind, o.level) AS said
FROM reports AS r JOIN offices AS o USING (office_id)
