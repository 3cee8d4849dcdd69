-- Takes out of a table what is not among the wanted rows, and puts in what is missing there: a row that is other is both.
-- `gone_` and `came_` have these rows.
CREATE OR REPLACE TEMP TABLE differing AS
SELECT old.row_number AS row_number, {new_key} IS NOT NULL AS comes, {columns}
FROM (SELECT rowid AS row_number, * FROM {table}) AS old FULL JOIN ({rows}) AS new ON {same_key}
WHERE {old_key} IS NULL OR {new_key} IS NULL OR {differ};
CREATE TEMP TABLE gone_{name} AS FROM {table} WHERE rowid IN (SELECT row_number FROM differing WHERE row_number IS NOT NULL);
CREATE TEMP TABLE came_{name} AS SELECT * EXCLUDE (row_number, comes) FROM differing WHERE comes;
DELETE FROM {table} WHERE rowid IN (SELECT row_number FROM differing WHERE row_number IS NOT NULL);
INSERT INTO {table} BY NAME FROM came_{name};
DROP TABLE differing
