-- The reports that changed (`changed`) of which a section is word for word that of the report, if it is so long that a rule asks.
SELECT DISTINCT own.report_id, other.report_id AS other_id, NULL::UBIGINT AS said
FROM wordings AS own
JOIN (FROM wordings SEMI JOIN changed USING (report_id)) AS other
    ON other.year = own.year AND other.section = own.section AND other.fingerprint = own.fingerprint
WHERE own.characters >= {low} AND own.report_id <> other.report_id
