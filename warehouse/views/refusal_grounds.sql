-- The grounds on which requests were refused, all kinds of applicants together.
CREATE VIEW refusal_grounds AS
SELECT r.report_id, r.office_id, r.year, l.code AS ground, l.zh, l.en, l.position, r.value, r.status
FROM requests AS r
JOIN lines AS l ON l."table" = {{table_of handled}} AND l.kind = 'row' AND l.code IN {{rows_in refusal_grounds}}
    AND l.code = r.outcome::VARCHAR
WHERE r.applicant = {{column_of handled}};

COMMENT ON VIEW refusal_grounds IS '不予公开的理由，各类申请人合计 / Grounds of refusal, all kinds of applicants together';
COMMENT ON COLUMN refusal_grounds.report_id IS '报告编号 / Key of the report';
COMMENT ON COLUMN refusal_grounds.office_id IS '机关编号 / Key of the office';
COMMENT ON COLUMN refusal_grounds.year IS '报告年度 / Year that the report covers';
COMMENT ON COLUMN refusal_grounds.ground IS '理由（行代码） / Ground, the code of the row';
COMMENT ON COLUMN refusal_grounds.zh IS '理由（中文） / Official label';
COMMENT ON COLUMN refusal_grounds.en IS '理由（英文） / English label';
COMMENT ON COLUMN refusal_grounds.position IS '在表中的次序 / Place in the table';
COMMENT ON COLUMN refusal_grounds.value IS '件数；未填或存疑时为空 / Requests; null where nothing, or nothing certain, is printed';
COMMENT ON COLUMN refusal_grounds.status IS '单元格状态 / Kind of cell';
