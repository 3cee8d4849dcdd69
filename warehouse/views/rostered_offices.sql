-- The offices for which a roster alone says what they owe: those of a place that has one (of a county with its townships),
-- those below an office whose roster it is, and those on it.
CREATE VIEW rostered_offices AS
SELECT office_id, office_id IN (SELECT office_id FROM roster) AS listed
FROM offices
WHERE left(division_code, 6) IN (SELECT place FROM roster WHERE place IS NOT NULL)
   OR parent_office_id IN (SELECT under_office_id FROM roster WHERE under_office_id IS NOT NULL)
   OR office_id IN (SELECT office_id FROM roster);

COMMENT ON VIEW rostered_offices IS '有名册之地的机关：应有与否只看名册 / The offices for which a roster alone says what is due';
COMMENT ON COLUMN rostered_offices.office_id IS '机关编号 / Key of the office';
COMMENT ON COLUMN rostered_offices.listed IS '是否列入名册 / Whether the roster has it';
