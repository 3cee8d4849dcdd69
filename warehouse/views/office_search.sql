-- What a search of offices goes through: SELECT ... FROM office_search WHERE has_words(keys, '洪泽 教育').
CREATE VIEW office_search AS
SELECT o.office_id, o.name, o.kind, o.level, o.division_code, o.province, o.city, o.county,
       concat_ws(' ', o.province, o.city, o.county) AS place, k.keys
FROM offices AS o JOIN office_keys AS k USING (office_id);

COMMENT ON VIEW office_search IS '机关检索：按地区、名称、俗称、拼音、首字母，用 has_words(keys, 词) / Search of offices, by place, names, pinyin and initials: has_words(keys, words)';
COMMENT ON COLUMN office_search.office_id IS '机关编号 / Key of the office';
COMMENT ON COLUMN office_search.name IS '机关名称 / Name of the office';
COMMENT ON COLUMN office_search.kind IS '机关类别 / Kind of office';
COMMENT ON COLUMN office_search.level IS '行政层级 / Administrative level';
COMMENT ON COLUMN office_search.division_code IS '行政区划代码 / Code of the division';
COMMENT ON COLUMN office_search.province IS '省级行政区 / Province';
COMMENT ON COLUMN office_search.city IS '市级行政区 / Prefecture-level city';
COMMENT ON COLUMN office_search.county IS '县级行政区 / County-level division';
COMMENT ON COLUMN office_search.place IS '省、市、县 / Province, city and county';
COMMENT ON COLUMN office_search.keys IS '检索词，词前各空一格 / What it is found by, a blank before each word';
