-- Cells of a table that are none of the catalogue's, which are the parameter.
SELECT "table" || '.' || "row" || '.' || "column" AS cell
FROM (SELECT DISTINCT "table", "row", "column" FROM spots)
WHERE cell IS NULL OR NOT list_contains(?::VARCHAR[], cell) ORDER BY cell
