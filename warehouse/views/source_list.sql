-- The sources of the crawl, those that cannot be read first.
CREATE VIEW source_list AS
SELECT source, portal, office, list_url, enabled, state, asked_at, seen_at, new_at, broken_since, how, reports, not_reports, silent_days
FROM quality.sources;

COMMENT ON VIEW source_list IS '抓取来源的状况 / The sources of the crawl and how they are';
COMMENT ON COLUMN source_list.source IS '来源名称 / Name of the source';
COMMENT ON COLUMN source_list.portal IS '门户 / Portal';
COMMENT ON COLUMN source_list.office IS '列表所属机关 / Office that the list belongs to';
COMMENT ON COLUMN source_list.list_url IS '列表网址 / Address of the list';
COMMENT ON COLUMN source_list.enabled IS '是否每晚抓取 / Whether it is crawled every night';
COMMENT ON COLUMN source_list.state IS '最近一次抓取的结果 / How its last crawl ended';
COMMENT ON COLUMN source_list.asked_at IS '最近一次抓取时间（协调世界时） / When it was last crawled, UTC';
COMMENT ON COLUMN source_list.seen_at IS '最近一次读到列表的时间（协调世界时） / When its list was last read, UTC';
COMMENT ON COLUMN source_list.new_at IS '最近一次有新报告的时间（协调世界时） / When it last brought a report, UTC';
COMMENT ON COLUMN source_list.broken_since IS '自何时起读不到（协调世界时） / Since when it cannot be read, UTC';
COMMENT ON COLUMN source_list.how IS '未能完整抓取的原因 / Why its last crawl was not complete';
COMMENT ON COLUMN source_list.reports IS '取得过报告的网址数 / Addresses that reports came from';
COMMENT ON COLUMN source_list.not_reports IS '列表中非年报的条目数 / Lines of its list that are no yearly reports';
COMMENT ON COLUMN source_list.silent_days IS '多少天没有新报告即视为沉寂 / Days without a new report after which it counts as silent';
