-- What reading met, beside the office.
CREATE VIEW issue_list AS
SELECT i.report_id, i.raw_path, coalesce(r.original_name, i.raw_path) AS original_name, i.office_id, o.name, i.year, i.stage, i.code, i.severity, i."where" AS place, i.detail, i.zh, i.what_to_do
FROM quality.issues AS i LEFT JOIN offices AS o ON o.office_id = i.office_id
LEFT JOIN reports AS r ON r.report_id = i.report_id AND r.raw_path = i.raw_path;

COMMENT ON VIEW issue_list IS '读取中遇到的问题及其机关 / Issues met in reading, beside the office';
COMMENT ON COLUMN issue_list.report_id IS '报告编号 / Key of the report';
COMMENT ON COLUMN issue_list.raw_path IS '原始文件路径 / Path of the raw file';
COMMENT ON COLUMN issue_list.original_name IS '交来时的文件名；不是从 inbox 收入的同 raw_path / Name of the file as it was handed in; raw_path where it did not come through the inbox';
COMMENT ON COLUMN issue_list.office_id IS '机关编号 / Key of the office';
COMMENT ON COLUMN issue_list.name IS '机关名称 / Name of the office';
COMMENT ON COLUMN issue_list.year IS '报告年度 / Year that the report covers';
COMMENT ON COLUMN issue_list.stage IS '发生的阶段 / Stage that met it';
COMMENT ON COLUMN issue_list.code IS '问题代码 / Code of the issue';
COMMENT ON COLUMN issue_list.severity IS '严重程度 / How bad it is: error, warning or info';
COMMENT ON COLUMN issue_list.place IS '所在位置 / Where it was met';
COMMENT ON COLUMN issue_list.detail IS '细节 / What was met';
COMMENT ON COLUMN issue_list.zh IS '含义 / Meaning of the code in Chinese';
COMMENT ON COLUMN issue_list.what_to_do IS '处理办法 / What a person can do about it in Chinese';
