-- 正文怎样说信息处理费？
-- What reports say about fees for information, which are in the prose and in yuan
-- 不含：没有提到的报告；扫描件中没有读出的正文。金额是正文里的，没有表格可核对
-- Left out: reports that do not name it; prose that was not read. The amounts are those of the prose, and no table bears them out
SELECT o.name, s.year, regexp_extract(s.text, '[^。；\n]*信息处理费[^。；\n]*') AS sentence,
       regexp_extract(sentence, '([0-9][0-9,.]*)(万?)元', 1) AS amount, regexp_extract(sentence, '([0-9][0-9,.]*)(万?元)', 2) AS unit
FROM sections AS s JOIN offices AS o USING (office_id)
WHERE s.text LIKE '%信息处理费%' ORDER BY s.year, s.office_id, s.section LIMIT 20
