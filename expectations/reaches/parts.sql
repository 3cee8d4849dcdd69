-- The offices right below that of a report of a territory, each with its report or without.
SELECT territory_report_id AS report_id, report_id AS other_id, hash(office_id) AS said FROM territory_parts
