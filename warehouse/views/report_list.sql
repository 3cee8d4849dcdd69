-- Every report, older versions included, beside its office.
CREATE VIEW report_list AS
SELECT r.report_id, r.office_id, o.name, o.kind, o.level, r.scope, o.province, o.city, o.county, r.year,
       r.edition, r.title, r.published_on, r.source_url, r.raw_path, r.original_name, r.format, r.status, r.read_by, r.part_pages, r.version, r.is_current,
       p.detail AS part_of_year
FROM reports AS r LEFT JOIN offices AS o ON o.office_id = r.office_id
LEFT JOIN (
    SELECT report_id, any_value(detail) AS detail FROM quality.issues WHERE code = 'report.part_year' GROUP BY ALL
) AS p ON p.report_id = r.report_id;

COMMENT ON VIEW report_list IS '年度报告及其机关，含旧版本 / Reports beside their office, older versions included';
COMMENT ON COLUMN report_list.report_id IS '报告编号 / Key of the report';
COMMENT ON COLUMN report_list.office_id IS '机关编号 / Key of the office';
COMMENT ON COLUMN report_list.name IS '机关名称 / Name of the office';
COMMENT ON COLUMN report_list.kind IS '机关类别 / Kind of office';
COMMENT ON COLUMN report_list.level IS '行政层级 / Administrative level';
COMMENT ON COLUMN report_list.scope IS '数据口径 / What the report counts: own_body or jurisdiction';
COMMENT ON COLUMN report_list.province IS '省级行政区 / Province';
COMMENT ON COLUMN report_list.city IS '市级行政区 / Prefecture-level city';
COMMENT ON COLUMN report_list.county IS '县级行政区 / County-level division';
COMMENT ON COLUMN report_list.year IS '报告年度 / Year that the report covers';
COMMENT ON COLUMN report_list.edition IS '报告所用格式版本 / Edition of the form that the report uses';
COMMENT ON COLUMN report_list.title IS '标题 / Title as printed';
COMMENT ON COLUMN report_list.published_on IS '发布日期 / Day of publication';
COMMENT ON COLUMN report_list.source_url IS '来源网址 / Address it was published at';
COMMENT ON COLUMN report_list.raw_path IS '原始文件路径 / Path of the raw file';
COMMENT ON COLUMN report_list.original_name IS '交来时的文件名；不是从 inbox 收入的同 raw_path / Name of the file as it was handed in; raw_path where it did not come through the inbox';
COMMENT ON COLUMN report_list.format IS '文件格式 / Format of the file';
COMMENT ON COLUMN report_list.status IS '读取结果 / How the reading ended';
COMMENT ON COLUMN report_list.read_by IS '所用的读取方法 / Readings that the report rests on';
COMMENT ON COLUMN report_list.part_pages IS '由几个文件合成一份时，每个文件的页数；否则为空 / Pages of each of the files that the report is joined from, in their order; null where it is one file';
COMMENT ON COLUMN report_list.version IS '同一机关同一年度的第几版 / Version among the reports of one office and year';
COMMENT ON COLUMN report_list.is_current IS '是否为现行版本 / Whether it is the version that the tables show';
COMMENT ON COLUMN report_list.part_of_year IS '不足一年的报告所报告的时段（不是年度报告，不计入任何年度） / The part of a year that a report is of, as printed: no annual report, and of no year';
