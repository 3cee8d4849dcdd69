-- The rules of which the last run does not say how many cases were judged and how many Great Expectations counted.
SELECT rule FROM assessed_again ANTI JOIN (
    FROM quality.runs WHERE build = (SELECT max(build) FROM quality.runs)
    AND assessed IS NOT NULL AND gx_unexpected IS NOT NULL
) USING (rule) ORDER BY rule
