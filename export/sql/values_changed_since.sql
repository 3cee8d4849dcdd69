-- Cells of an office and year that both releases have, with another value, status or text; keys bear a letter as in CSV.
-- `years`: those in which any can have changed; named twice, so that files of others are not read.
SELECT 'o' || n.office_id AS office_id, n.year, concat_ws('.', '{table}', n.{row}, n.{column}) AS cell, p.value AS value_before, n.value,
       p.status::VARCHAR AS status_before, n.status::VARCHAR AS status, 'r' || p.report_id AS report_before, 'r' || n.report_id AS report_id
FROM main.{facts} AS n JOIN {previous} AS p
  ON p.office_id = n.office_id AND p.year = n.year
 AND p.{row}::VARCHAR = n.{row}::VARCHAR AND p.{column}::VARCHAR = n.{column}::VARCHAR
WHERE n.year IN ({years}) AND p.year IN ({years})
  AND (n.value IS DISTINCT FROM p.value OR n.status::VARCHAR IS DISTINCT FROM p.status::VARCHAR
       OR n.text IS DISTINCT FROM p.text)
