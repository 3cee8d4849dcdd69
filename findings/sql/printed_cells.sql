-- The cells of one statutory table ($table) that the findings at the places $first to $last name, as they are printed.
SELECT needed.finding_id, needed.cell, facts.text, facts.value, facts.status
FROM (
    SELECT finding_id, report_id, cell, TRY_CAST(parts[2] AS {table}_row) AS row_code,
           TRY_CAST(parts[3] AS {table}_column) AS column_code
    FROM (
        SELECT finding_id, report_id, cell, string_split(cell, '.') AS parts
        FROM (SELECT finding_id, report_id, unnest(cells) AS cell FROM wanted_words
              WHERE place BETWEEN $first AND $last)
    )
    WHERE parts[1] = $table
) AS needed
JOIN {facts} AS facts ON facts.report_id = needed.report_id
    AND facts.{row} = needed.row_code AND facts.{column} = needed.column_code
