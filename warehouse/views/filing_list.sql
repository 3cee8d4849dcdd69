-- The files taken in, each with what it was read as; a file that could not be read has no report.
CREATE VIEW filing_list AS
SELECT f.raw_path, f.original_name, f.size, f.status, f.source_url, f.report_id, f.part, r.format, r.read_by, r.office_id, r.year
FROM quality.filings AS f LEFT JOIN reports AS r ON r.report_id = f.report_id;

COMMENT ON VIEW filing_list IS '收录的文件及其读取结果 / The files taken in and how their reading ended';
COMMENT ON COLUMN filing_list.raw_path IS '原始文件路径 / Path of the raw file';
COMMENT ON COLUMN filing_list.original_name IS '交来时的文件名；不是从 inbox 收入的同 raw_path / Name of the file as it was handed in; raw_path where it did not come through the inbox';
COMMENT ON COLUMN filing_list.size IS '文件大小（字节） / Size in bytes';
COMMENT ON COLUMN filing_list.status IS '读取结果 / How the reading ended: parsed, partial or quarantined';
COMMENT ON COLUMN filing_list.source_url IS '来源网址 / Address it was published at';
COMMENT ON COLUMN filing_list.report_id IS '报告编号 / Key of the report';
COMMENT ON COLUMN filing_list.part IS '与别的文件合成一份报告时，是其中第几个；否则为空 / Which of the files that its report is joined from it is, from 1; null where it is the report by itself';
COMMENT ON COLUMN filing_list.format IS '文件格式 / Format of the file';
COMMENT ON COLUMN filing_list.read_by IS '所用的读取方法 / Readings that the report rests on';
COMMENT ON COLUMN filing_list.office_id IS '机关编号 / Key of the office';
COMMENT ON COLUMN filing_list.year IS '报告年度 / Year that the report covers';
