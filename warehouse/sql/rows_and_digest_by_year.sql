-- The number of rows of a table ({source}) and a digest of them, by year: the sum of the hashes of all columns, modulo 2^64.
SELECT {table} AS "table", year, count(*) AS rows,
       format('{:016x}', (sum(hash({columns})::HUGEINT) % 18446744073709551616)::UBIGINT) AS digest_sum
FROM {source} WHERE {where} GROUP BY year
