-- Whether reports kept their deadline: that of article 49 of the Regulation of 2019, or the one of the roster. The day is that
-- of the first version: what is published again later was in time if it was so at first.
CREATE VIEW timeliness AS
WITH rostered AS (
    SELECT r.report_id, min(day_of(x.deadline, r.year)) AS day
    FROM reports AS r JOIN roster AS x USING (office_id)
    WHERE x.deadline IS NOT NULL AND r.year BETWEEN coalesce(x.first_year, r.year) AND coalesce(x.last_year, r.year)
    GROUP BY r.report_id
), dated AS (
    SELECT r.office_id, r.year, r.report_id, o.kind, o.level, f.published_on,
           coalesce(x.day, deadline_of(o.kind, o.level, o.name, r.year)) AS deadline,
           CASE WHEN x.day IS NOT NULL THEN 'roster' WHEN deadline IS NOT NULL THEN 'law' END AS basis
    FROM reports AS r JOIN offices AS o ON o.office_id = r.office_id
    LEFT JOIN rostered AS x ON x.report_id = r.report_id
    LEFT JOIN first_publications AS f ON f.office_id = r.office_id AND f.year = r.year
    WHERE r.is_current
)
SELECT *, published_on <= deadline AS on_time,
       CASE WHEN published_on <= deadline THEN 0 ELSE date_diff('day', deadline, published_on) END AS days_late
FROM dated;

COMMENT ON VIEW timeliness IS '公布是否及时（条例第四十九条，名册另定期限的依名册） / Whether reports were published in time (article 49 of the Regulation, or the deadline of the roster)';
COMMENT ON COLUMN timeliness.office_id IS '机关编号 / Key of the office';
COMMENT ON COLUMN timeliness.year IS '报告年度 / Year that the report covers';
COMMENT ON COLUMN timeliness.report_id IS '报告编号 / Key of the report';
COMMENT ON COLUMN timeliness.kind IS '机关类别 / Kind of office';
COMMENT ON COLUMN timeliness.level IS '行政层级 / Administrative level';
COMMENT ON COLUMN timeliness.published_on IS '首次发布日期 / Day of the first publication';
COMMENT ON COLUMN timeliness.deadline IS '期限：名册所定，否则法定；都没有或机关类别不明时为空 / Deadline of the roster, otherwise of the law; null where neither sets one or the office is not known well enough';
COMMENT ON COLUMN timeliness.basis IS '期限的依据：roster 名册、law 法定；没有期限为空 / What sets the deadline: roster or law; null where there is none';
COMMENT ON COLUMN timeliness.on_time IS '是否按期公布；任一日期不明则为空 / Whether it kept the deadline; null where either day is not known';
COMMENT ON COLUMN timeliness.days_late IS '逾期天数；按期为0 / Days late; 0 when in time';
