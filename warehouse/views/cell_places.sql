-- Where each cell is in its file, older versions included.
CREATE VIEW cell_places AS
SELECT report_id, "table", "row", "column", "table"::VARCHAR || '.' || "row"::VARCHAR || '.' || "column"::VARCHAR AS cell,
       page, grid, grid_row, grid_column, line, x0, top, x1, bottom, confidence
FROM spots;

COMMENT ON VIEW cell_places IS '每个单元格在原文件中的位置 / Where each cell is in its file';
COMMENT ON COLUMN cell_places.report_id IS '报告编号 / Key of the report';
COMMENT ON COLUMN cell_places."table" IS '表代码 / Code of the table';
COMMENT ON COLUMN cell_places."row" IS '行代码 / Code of the row';
COMMENT ON COLUMN cell_places."column" IS '列代码 / Code of the column';
COMMENT ON COLUMN cell_places.cell IS '单元格代码：表.行.列 / Code of the cell: table.row.column';
COMMENT ON COLUMN cell_places.page IS '页码，自1起 / Page of the file, from 1';
COMMENT ON COLUMN cell_places.grid IS '文件中第几张表 / Number of the printed table within the file';
COMMENT ON COLUMN cell_places.grid_row IS '该表第几行 / Row within that table';
COMMENT ON COLUMN cell_places.grid_column IS '该表第几列 / Column within that table';
COMMENT ON COLUMN cell_places.line IS '文本文件第几行 / Line of a text file';
COMMENT ON COLUMN cell_places.x0 IS '左边界（磅） / Left edge in points';
COMMENT ON COLUMN cell_places.top IS '上边界（磅） / Upper edge in points';
COMMENT ON COLUMN cell_places.x1 IS '右边界（磅） / Right edge in points';
COMMENT ON COLUMN cell_places.bottom IS '下边界（磅） / Lower edge in points';
COMMENT ON COLUMN cell_places.confidence IS '图像识别的把握 / How sure the recogniser was';
