-- 各年按期公布的比例
-- How many reports were published in time, by year
-- 不含：期限或公布日期不明的（day_unknown）；没有收录的报告不等于没有公布；2018 年度及以前依 2007 年条例
-- Left out: reports without a deadline or a known day (day_unknown); a report that is not there may have been published; up to 2018 by the Regulation of 2007
SELECT year, count(*) AS due, count(report_id) AS held, count(on_time) AS dated, count(*) FILTER (on_time) AS in_time,
       round(share(count(*) FILTER (on_time), count(on_time)), 3) AS in_time_share, max(days_late) AS latest_by,
       count(*) FILTER (report_id IS NOT NULL AND on_time IS NULL) AS day_unknown
FROM expected_reports GROUP BY year ORDER BY year
