-- What the build holds, in one row.
CREATE VIEW holdings AS
SELECT (SELECT max(build) FROM quality.runs) AS build,
       count(*) AS reports, count(DISTINCT office_id) AS offices,
       (SELECT sum(cells) FROM quality.tallies) AS cells, (SELECT sum(doubtful) FROM quality.tallies) AS doubtful,
       (SELECT count(*) FROM quality.findings) AS findings, (SELECT count(DISTINCT cause) FROM quality.findings) AS slips,
       (SELECT count(*) FROM quality.filings WHERE status = 'quarantined') AS quarantined
FROM reports WHERE is_current;

COMMENT ON VIEW holdings IS '本库总览，只有一行 / What the build holds, in one row';
COMMENT ON COLUMN holdings.build IS '构建时间标识（协调世界时）；尚未核对为空 / Time stamp of the build, UTC; null before the rules have run';
COMMENT ON COLUMN holdings.reports IS '现行报告份数 / Current reports';
COMMENT ON COLUMN holdings.offices IS '有现行报告的机关个数 / Offices with a current report';
COMMENT ON COLUMN holdings.cells IS '单元格个数，含旧版本 / Cells, those of older versions included';
COMMENT ON COLUMN holdings.doubtful IS '其中存疑的个数 / Those of them in doubt';
COMMENT ON COLUMN holdings.findings IS '核对发现数 / Findings';
COMMENT ON COLUMN holdings.slips IS '差错处数：同因的发现合计一处 / Slips: findings with one cause count once';
COMMENT ON COLUMN holdings.quarantined IS '未能读取的文件数 / Files that could not be read';
