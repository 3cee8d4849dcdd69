-- One report in the order of the form, with the labels and the place of each cell in its file.
CREATE MACRO form_of(office, report_year) AS TABLE
    SELECT c."table", r.position AS row_position, r.zh AS row_zh, r.en AS row_en, k.zh AS column_zh, k.en AS column_en,
           c.value, c.unit, c.status, c.text, c.cell, s.page, s.grid, s.grid_row, s.grid_column, s.line
    FROM cells AS c
    JOIN lines AS r ON r.kind = 'row' AND r."table"::VARCHAR = c."table" AND r.code = c."row"
    JOIN lines AS k ON k.kind = 'column' AND k."table"::VARCHAR = c."table" AND k.code = c."column"
    LEFT JOIN spots AS s ON s.report_id = c.report_id AND s."table"::VARCHAR = c."table" AND s."row"::VARCHAR = c."row"
        AND s."column"::VARCHAR = c."column"
    WHERE c.office_id = office AND c.year = report_year
    ORDER BY c."table", r.position, k.position;
COMMENT ON MACRO TABLE form_of IS '一个机关一个年度的三张统计表，附名称与所在位置：FROM form_of(机关编号, 年度) / The three tables of an office and year with labels and spots: FROM form_of(office_id, year)';
