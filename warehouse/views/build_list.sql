-- Build by build: how many findings there were, how many of them for the first time, and how many had gone.
CREATE VIEW build_list AS
SELECT build, min(runs.started_at) AS started_at, max(runs.finished_at) AS finished_at, sum(failed)::BIGINT AS findings,
       any_value(builds.slips) AS slips, sum("new")::BIGINT AS fresh, sum(gone)::BIGINT AS gone
FROM quality.runs LEFT JOIN quality.builds USING (build) GROUP BY build;

COMMENT ON VIEW build_list IS '历次构建的核对发现 / Findings from build to build';
COMMENT ON COLUMN build_list.build IS '构建时间标识（协调世界时） / Time stamp of the build, UTC';
COMMENT ON COLUMN build_list.started_at IS '核对开始时间（协调世界时） / When judging began, UTC';
COMMENT ON COLUMN build_list.finished_at IS '核对结束时间（协调世界时） / When judging ended, UTC';
COMMENT ON COLUMN build_list.findings IS '核对发现数 / Findings';
COMMENT ON COLUMN build_list.slips IS '差错处数：同因的发现合计一处；以前的构建未记的为空 / Slips: findings with one cause count once; null where an earlier build did not say';
COMMENT ON COLUMN build_list.fresh IS '首次发现的处数 / Found for the first time';
COMMENT ON COLUMN build_list.gone IS '不再出现的处数 / Found in the build before and no longer';
