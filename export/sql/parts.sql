-- What each part of a table or view holds: its rows, and a digest in which their order does not count.
SELECT {part} AS part, count(*) AS "rows", {digest} AS digest FROM {source} GROUP BY 1
