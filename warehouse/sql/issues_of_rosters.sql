-- Offices of a roster that nothing was ever seen of, with those of the same roster's place that it does not have: one of them
-- may be the same under another name; and each of these by itself.
INSERT INTO quality.issues BY NAME
WITH seen AS (
    SELECT office_id, max(report_id) AS report_id FROM reports WHERE is_current AND year IS NOT NULL GROUP BY office_id
), not_listed AS (
    SELECT o.office_id, s.report_id, o.name, left(o.division_code, 6) AS place, o.parent_office_id
    FROM offices AS o JOIN seen AS s USING (office_id) JOIN rostered_offices AS r USING (office_id) WHERE NOT r.listed
), met AS (
    SELECT NULL::BIGINT AS report_id, x.office_id, $never_seen AS code, concat('roster.csv:', x.line) AS "where",
           concat_ws('；', o.name, (
               SELECT '未列 not listed: ' || array_to_string(list(n.name ORDER BY n.name)[1:5], '、') FROM not_listed AS n
               WHERE n.place = x.place OR n.parent_office_id = x.under_office_id
           )) AS detail
    FROM roster AS x JOIN offices AS o USING (office_id)
    WHERE x.office_id NOT IN (SELECT office_id FROM reports WHERE office_id IS NOT NULL)
    UNION ALL
    SELECT report_id, office_id, $not_listed, 'roster.csv', name FROM not_listed
)
SELECT m.report_id, r.raw_path, m.office_id, NULL::INTEGER AS year, 'office' AS stage, m.code, w.severity, m."where",
       m.detail, w.zh, w.what AS what_to_do
FROM met AS m JOIN issue_words AS w USING (code) LEFT JOIN reports AS r USING (report_id)
ORDER BY m.code, m."where", m.office_id
