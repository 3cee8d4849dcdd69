-- The rules that said something else then ({said}) of the reports that are judged again than is on record of them ({table}).
WITH recorded AS (
    SELECT {columns} FROM {table} SEMI JOIN judged_again USING (report_id) SEMI JOIN assessed_again USING (rule)
), said AS (SELECT {columns} FROM {said})
SELECT DISTINCT rule FROM (
    (FROM recorded EXCEPT ALL FROM said) UNION ALL (FROM said EXCEPT ALL FROM recorded)
) ORDER BY rule
