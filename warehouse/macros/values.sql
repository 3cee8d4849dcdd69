-- Short names for what queries say again and again. Nil is nothing printed, doubtful is printed but not certain.
CREATE MACRO is_nil(status) AS status IN {{nil}};
COMMENT ON MACRO is_nil IS '单元格是否未填（空白、“/”、“—”） / Whether a cell prints nil: blank, a slash or a dash';

CREATE MACRO is_doubtful(status) AS status IN {{doubtful}};
COMMENT ON MACRO is_doubtful IS '单元格是否存疑 / Whether a cell is ambiguous, unreadable or absent';

-- Above 1 or below 0 the two figures contradict each other, and there is no share.
CREATE MACRO share(part, whole) AS CASE WHEN whole > 0 AND part BETWEEN 0 AND whole THEN part / whole END;
COMMENT ON MACRO share IS '比例；分母为0、分子为负或大于分母则为空 / Share; null where the whole is 0, or the part is negative or greater';

CREATE MACRO rate(part, whole) AS part / nullif(whole, 0);
COMMENT ON MACRO rate IS '比率，可大于1；分母为0则为空 / Rate, which may exceed 1; null where the whole is 0';

-- {{usable}} are figures, all else says why there is none.
CREATE MACRO nil_as_zero(value, how) AS CASE WHEN how = 'nil' THEN 0 ELSE value END;
COMMENT ON MACRO nil_as_zero IS '指标数值，未填而按格式即为零的取0：nil_as_zero(refused, refused_how) / An indicator, 0 where it is not filled in and the form means none: nil_as_zero(refused, refused_how)';

CREATE MACRO share_how(part, part_how, whole, whole_how, is_share) AS CASE
    WHEN part_how NOT IN {{usable}} THEN part_how::VARCHAR
    WHEN whole_how NOT IN {{usable}} THEN whole_how::VARCHAR
    WHEN nil_as_zero(whole, whole_how) = 0 THEN 'zero_whole'
    WHEN is_share AND nil_as_zero(part, part_how) NOT BETWEEN 0 AND nil_as_zero(whole, whole_how) THEN 'no_share'
    WHEN 'nil' IN (part_how, whole_how) THEN 'nil' WHEN 'summed' IN (part_how, whole_how) THEN 'summed' ELSE 'stated' END;
COMMENT ON MACRO share_how IS '比例的来由，或没有比例的原因 / How a share came about, or why there is none';

-- The units of money are those of the catalogue (words.yml).
CREATE MACRO money_factor(unit) AS CASE unit {{money_units}} END;
COMMENT ON MACRO money_factor IS '金额单位折合多少元 / How many yuan a unit of money is';

CREATE MACRO in_unit(value, unit, wanted) AS
    CASE WHEN value = 0 OR unit = wanted THEN value ELSE value * money_factor(unit) / money_factor(wanted) END;
COMMENT ON MACRO in_unit IS '换算为所需单位的数值；单位不明则为空 / A value in the unit wanted; null where its own is not known';

-- Lower end of the Wilson interval at 95 %: 1 of 1 ranks below 90 of 100, so that small offices do not lead every list.
CREATE MACRO share_floor(part, whole) AS CASE WHEN whole > 0 AND part BETWEEN 0 AND whole THEN
    (part + 1.9208 - 1.96 * sqrt(part * (whole - part) / whole + 0.9604)) / (whole + 3.8416) END;
COMMENT ON MACRO share_floor IS '比例的可靠下限（威尔逊区间，95%），用于小数目的排名 / What a share is at least, at 95 % (Wilson): ranks small numbers fairly';

-- Nil counts as nothing beside a number; one doubtful cell leaves the sum null, and so does nothing but nil.
CREATE MACRO sum_known(parts, cells, doubtful) AS CASE WHEN NOT list_has_any(doubtful, cells) THEN list_sum(parts) END;
COMMENT ON MACRO sum_known IS '各项之和：有填数时未填按0计；全部未填或任一存疑则为空 / Sum of parts: beside a number nil counts as 0; nothing but nil, or one doubtful cell, leaves it null';

-- The latest year that there are half as many reports of as of the fullest: not one that has only begun, nor a misprint.
CREATE MACRO latest_full_year() AS (
    SELECT max(year) FROM (
        SELECT year, count(*) * 2 >= max(count(*)) OVER () AS is_full FROM reports
        WHERE is_current AND year IS NOT NULL GROUP BY year
    ) WHERE is_full
);
COMMENT ON MACRO latest_full_year IS '报告数不少于最多一年之半的最近年度；刚开始收录的和个别误印的年度不算 / The latest year of which there are half as many reports as of the fullest';

-- The figures of such a body are in the report of the body above it (pipelines/offices/kinds.yml).
CREATE MACRO is_reported_for(kind, name) AS coalesce({{reported_for}}, false);
COMMENT ON MACRO is_reported_for IS '其数由上级部门一并报告的机关（医院、学校、支队等） / Whether a body above an office reports for it: hospitals, schools, brigades';

-- The deadlines are those of pipelines/offices/kinds.yml.
CREATE MACRO deadline_of(kind, level, name, report_year) AS CASE WHEN {{no_department}} THEN NULL {{deadlines}} END;
COMMENT ON MACRO deadline_of IS '法定公布期限（条例第四十九条；2018年度及以前为2007年条例第三十一条）；条例未规定则为空 / Legal deadline of a report (article 49 of the Regulation; up to 2018 article 31 of that of 2007); null where it sets none';

-- A day of the year after the report's, written as `03-31`; null where nothing is written.
CREATE MACRO day_of(month_and_day, report_year) AS CASE WHEN month_and_day IS NOT NULL
    THEN CAST(concat(report_year + 1, '-', month_and_day) AS DATE) END;
COMMENT ON MACRO day_of IS '报告年度次年的某月某日（写作 03-31） / A day of the year after the report year, written as 03-31';

-- One of the words of a search, as the keys of offices have it; nothing where there are not so many. Letters that are as few
-- as initials are found at the beginning of a word of the keys only, all else anywhere in them.
CREATE MACRO word_of(words, place) AS regexp_replace(coalesce(string_split_regex(
    lower(trim(replace(replace(words, '　', ' '), '人民政府', '政府'))), ' +')[place], ''), '^([a-z]{1,3})$', ' \1');
COMMENT ON MACRO word_of IS '检索词中的第几个，改成检索所用的写法；没有则为空文本 / One of the words of a search, written as keys have it; empty where there is none';

-- Written out for six words, and the rest of them as one, since that takes a quarter of the time of a list of them.
CREATE MACRO has_words(keys, words) AS contains(keys, word_of(words, 1)) AND contains(keys, word_of(words, 2))
    AND contains(keys, word_of(words, 3)) AND contains(keys, word_of(words, 4))
    AND contains(keys, word_of(words, 5)) AND contains(keys, word_of(words, 6)) AND word_of(words, 7) = '';
COMMENT ON MACRO has_words IS '检索词中是否含有全部所给的词（空格分开，次序不限） / Whether the keys of an office have all of the words, in any order';

-- valid_from and valid_to are the first and the last day of an office; null where the day, or an end, is not known.
CREATE MACRO existed_on(valid_from, valid_to, day) AS coalesce(valid_from <= day, true) AND coalesce(valid_to >= day, true);
COMMENT ON MACRO existed_on IS '机关在某日是否存在（起讫不明视为存在） / Whether an office existed on a day; an unknown beginning or end does not end it';
