-- Columns of a query as CSV, as the options say.
COPY (SELECT {columns} FROM ({query}) {limit}) TO $target ({options})
