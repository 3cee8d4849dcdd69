-- The townships and streets on record of counties with a report, of which none was ever seen: no roster says that they owe
-- one, and no report of another year does. They are told beside what is due, and are no part of it.
CREATE VIEW unseen_townships AS
SELECT office_id, name, kind, level, province, city, county, parent_office_id
FROM offices ANTI JOIN reports USING (office_id) ANTI JOIN rostered_offices USING (office_id)
WHERE level = 'township';

COMMENT ON VIEW unseen_townships IS '名录所列而从未见过年报的乡镇街道；不计入应有 / Townships and streets on record of which no report was ever seen; no part of what is due';
COMMENT ON COLUMN unseen_townships.office_id IS '机关编号 / Key of the office';
COMMENT ON COLUMN unseen_townships.name IS '机关名称 / Name of the office';
COMMENT ON COLUMN unseen_townships.kind IS '机关类别 / Kind of office';
COMMENT ON COLUMN unseen_townships.level IS '行政层级 / Administrative level';
COMMENT ON COLUMN unseen_townships.province IS '省级行政区 / Province';
COMMENT ON COLUMN unseen_townships.city IS '市级行政区 / Prefecture-level city';
COMMENT ON COLUMN unseen_townships.county IS '县级行政区 / County-level division';
COMMENT ON COLUMN unseen_townships.parent_office_id IS '上级机关编号 / Key of the office above it';
