-- From which year to which each office owes a report. Where a place has a roster, it alone says so. Elsewhere it is what the
-- record shows: an office with a report of any year owes one for every year that it existed at the end of. An office that is
-- known by its name alone is not on record: its reports may be of several offices.
CREATE VIEW due_offices AS
SELECT office_id, 'roster' AS basis, first_year, last_year, deadline FROM roster
UNION ALL
SELECT office_id, 'record', year(valid_from)::INTEGER, year(valid_to + 1)::INTEGER - 1, NULL
FROM offices
SEMI JOIN (FROM reports WHERE is_current AND year IS NOT NULL) USING (office_id)
ANTI JOIN rostered_offices USING (office_id)
WHERE resolution NOT IN {{unsure}};

COMMENT ON VIEW due_offices IS '应报机关：每个机关应报的起止年度，应有一律由此而来 / Which offices owe reports and for which years: all that is called due comes from here';
COMMENT ON COLUMN due_offices.office_id IS '机关编号 / Key of the office';
COMMENT ON COLUMN due_offices.basis IS '依据：roster 名册、record 其他年度有年报 / roster, or record: it has a report of another year';
COMMENT ON COLUMN due_offices.first_year IS '首个应报年度；自始为空 / First year that is due; null from the first on';
COMMENT ON COLUMN due_offices.last_year IS '最后应报年度；至今为空 / Last year that is due; null up to now';
COMMENT ON COLUMN due_offices.deadline IS '名册另定的期限（次年的月-日） / Month and day of the next year by which the roster wants it; null where it does not say';
