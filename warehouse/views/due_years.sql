-- The years that reports are due for: from the first to the last of which there are a tenth as many reports as of the fullest
-- and that have come. One report that is a year early, or whose year is misprinted as 2032, makes no year for everybody. The
-- year that it is now is that of Beijing, wherever the machine is: by that a night tells whether another year has begun.
CREATE VIEW due_years AS
WITH held AS (
    SELECT year, count(*) AS reports FROM reports
    WHERE is_current AND year IS NOT NULL AND year < year(epoch_ms(epoch_ms(now())) + INTERVAL 8 HOURS) GROUP BY year
)
SELECT unnest(range(min(year), max(year) + 1))::INTEGER AS year FROM held WHERE reports * 10 >= (SELECT max(reports) FROM held);

COMMENT ON VIEW due_years IS '应有报告的年度：自首个至最后一个收有相当数量报告的年度；个别误印的年度不算 / Years that reports are due for: from the first to the last of which there are enough; single misprinted years are none';
COMMENT ON COLUMN due_years.year IS '报告年度 / Report year';
