-- Which reports have others of the same year in them, at any remove, so that no sum has both.
CREATE VIEW report_contents AS
SELECT report_id, within_report_id, year FROM nesting;

COMMENT ON VIEW report_contents IS '报告之间的包含：一行为一份报告及含有它的一份；二者不可相加 / Which reports are part of which, one row for each pair; the two are never added up';
COMMENT ON COLUMN report_contents.report_id IS '报告编号 / Key of the report';
COMMENT ON COLUMN report_contents.within_report_id IS '含有它的报告的编号，不限直接上级 / Key of a report that has it in it, not only of the nearest';
COMMENT ON COLUMN report_contents.year IS '报告年度 / Year that the reports cover';
