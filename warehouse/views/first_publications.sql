-- The day on which a report of an office and year was first published, whatever was published again since.
CREATE VIEW first_publications AS
SELECT office_id, year, min(published_on) AS published_on
FROM reports WHERE office_id IS NOT NULL AND year IS NOT NULL GROUP BY office_id, year;

COMMENT ON VIEW first_publications IS '首次发布日期：期限以此为准 / The day of the first publication, which deadlines go by';
COMMENT ON COLUMN first_publications.office_id IS '机关编号 / Key of the office';
COMMENT ON COLUMN first_publications.year IS '报告年度 / Year that the report covers';
COMMENT ON COLUMN first_publications.published_on IS '首次发布日期；都不明则为空 / Day of the first publication; null where none is known';
