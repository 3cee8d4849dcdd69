-- The office whose report of the year before a report is compared with. Only where `comparable` is the figure of the year
-- before that of the same territory: what merged or split in between has no such figure, and gets a row for each side.
CREATE VIEW predecessors AS
WITH reported AS (
    SELECT DISTINCT office_id, year FROM reports WHERE is_current
), changed AS (
    SELECT office_id, year, previous_office_id, relation FROM office_succession
    UNION
    -- what another office was taken out of is not what it was
    SELECT previous_office_id, year, previous_office_id, relation FROM office_succession WHERE relation = 'split'
)
SELECT r.office_id, r.year, coalesce(c.previous_office_id, r.office_id) AS previous_office_id,
       coalesce(c.relation, 'same') AS relation,
       NOT coalesce(bool_or(c.relation IN ('merged', 'split')) OVER (PARTITION BY r.office_id, r.year), false) AS comparable
FROM reported AS r LEFT JOIN changed AS c ON c.office_id = r.office_id AND c.year = r.year;

COMMENT ON VIEW predecessors IS '上一年度对应的机关：更名、改码的延续，合并、析分的不可比 / Which office a report is compared with across years: renaming and recoding go on, merger and split do not';
COMMENT ON COLUMN predecessors.office_id IS '机关编号 / Key of the office';
COMMENT ON COLUMN predecessors.year IS '报告年度 / Year that the report covers';
COMMENT ON COLUMN predecessors.previous_office_id IS '上一年度的机关编号 / Key of the office in the year before';
COMMENT ON COLUMN predecessors.relation IS '关系：same、renamed、recoded、merged、split / same, renamed, recoded, merged or split';
COMMENT ON COLUMN predecessors.comparable IS '两年数据是否可比 / Whether the two years can be compared';
