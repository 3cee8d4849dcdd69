-- The suspected cells of one statutory table ($table), each with the value that would mend its findings; none is below 0.
UPDATE quality.findings AS findings
SET suspect_cell = mended.cell, suspect_value = mended.value
FROM (
    SELECT suspected.report_id, suspected.rule, suspected.scope, suspected.cell,
           round(coalesce(facts.value, 0) + suspected.change, 9) AS value
    FROM (SELECT *, string_split(cell, '.') AS parts FROM suspected) AS suspected
    JOIN {facts} AS facts ON facts.report_id = suspected.report_id
        AND facts.{row} = TRY_CAST(suspected.parts[2] AS {table}_row)
        AND facts.{column} = TRY_CAST(suspected.parts[3] AS {table}_column)
    WHERE suspected.parts[1] = $table
) AS mended
WHERE mended.value >= 0 AND findings.report_id = mended.report_id
    AND findings.rule = mended.rule AND findings.scope = mended.scope
