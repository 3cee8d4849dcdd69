-- The parts of a made-up build; bench/synthetic.py runs them in this order. Seven offices make a
-- county, nine counties a city; counties are spread over the provinces of the tile map, so that 100,000 office-years
-- are some 2,600 counties in 31 provinces.

-- [offices]
INSERT INTO offices BY NAME
SELECT i + 1 AS office_id,
    CASE WHEN i % 7 = 0 THEN format('第{}县人民政府', county)
         WHEN i % 7 < 5 THEN format('第{}县第{}局', county, i % 7)
         ELSE format('第{}县第{}镇人民政府', county, i % 7) END AS name,
    CASE WHEN i % 7 = 0 THEN 'government' WHEN i % 7 < 5 THEN 'department' ELSE 'township' END AS kind,
    CASE WHEN i % 7 < 5 THEN 'county' ELSE 'township' END AS level,
    CASE WHEN i % 7 = 0 THEN 'jurisdiction' ELSE 'own_body' END AS scope,
    provinces[1 + county % len(provinces)] AS province,
    CASE WHEN suffix(provinces[1 + county % len(provinces)], '市') THEN NULL
         ELSE format('第{}市', county // len(provinces) // 9 * len(provinces) + county % len(provinces)) END AS city,
    format('第{}县', county) AS county,
    CASE WHEN i % 7 > 0 THEN i // 7 * 7 + 1 END AS parent_office_id, 'known' AS resolution
FROM (SELECT i, i // 7 AS county, $provinces::VARCHAR[] AS provinces FROM range($offices) AS t(i));
INSERT INTO office_keys BY NAME
SELECT office_id, ' ' || concat_ws(' ', province, city, county, name) AS keys FROM offices

-- [reports]
CREATE TEMP TABLE base AS
SELECT o.office_id, y.year::INTEGER AS year, (o.office_id * 10 + y.year - 2019)::BIGINT AS report_id,
    (CASE WHEN o.office_id % 7 = 1 THEN 40 WHEN o.office_id % 7 <= 5 THEN 6 ELSE 1 END
     * -ln(1 - hash(o.office_id, y.year) % 10000 / 10001))::INTEGER AS requests,
    (hash(o.office_id, y.year, 'in') % 4)::INTEGER AS carried_in,
    (hash(o.office_id, y.year + 1, 'in') % 4)::INTEGER AS carried_out,
    hash(o.office_id, y.year, 'break') % 100 = 0 AS broken
FROM offices AS o CROSS JOIN range(2019, 2025) AS y(year)
WHERE hash(o.office_id, y.year, 'gone') % 10 > 0

-- [filings]
INSERT INTO reports BY NAME
SELECT report_id, office_id, year, (SELECT e.code::edition FROM editions AS e WHERE year BETWEEN e.first_year AND coalesce(e.last_year, year)) AS edition,
    make_date(year + 1, 1, 5) + (hash(report_id) % 60)::INTEGER AS published_on, year || '/' || report_id || '.html' AS raw_path,
    md5(report_id::VARCHAR) AS sha256, 'html' AS format, 'parsed'::filing_status AS status, 'selectolax' AS read_by,
    1 AS version, true AS is_current, o.scope
FROM base JOIN offices AS o USING (office_id) ORDER BY report_id;
INSERT INTO quality.filings BY NAME SELECT raw_path, sha256, 1 AS size, status, report_id FROM reports;
INSERT INTO quality.tallies BY NAME
SELECT report_id, 200 AS numbers_found, 0 AS numbers_lost, 200 AS printed, 200 AS cells, 0 AS doubtful FROM base;

-- [value]
CASE
    WHEN c.t = 't3' AND c.col IN ('total', 'natural_person') THEN CASE c.r
        WHEN 'requests_new' THEN b.requests WHEN 'carried_in' THEN b.carried_in WHEN 'carried_out' THEN b.carried_out
        WHEN 'granted' THEN handled - handled // 3 - handled // 4 WHEN 'refused_third_party' THEN handled // 4
        WHEN 'not_held' THEN handled // 3 WHEN 'total_handled' THEN handled + b.broken::INTEGER ELSE 0 END
    WHEN c.t = 't4' AND c.r = 'reconsideration' AND c.col IN ('corrected', 'total') THEN handled // 12
    WHEN c.t = 't2' THEN hash(b.report_id, c.r, c.col) % 200 ELSE 0 END

-- [facts]
INSERT INTO {name} BY NAME
SELECT office_id, year, r::{t}_row AS {row}, col::{t}_column AS {column}, CASE WHEN NOT doubt THEN value END AS value,
    (CASE WHEN doubt THEN 'ambiguous' ELSE 'number' END)::cell_status AS status, value::VARCHAR AS text, report_id
FROM (
    SELECT b.office_id, b.year, b.report_id, c.r, c.col, ({value})::DOUBLE AS value,
           hash(b.report_id, c.r, c.col, 'doubt') % 10000 = 0 AS doubt
    FROM (SELECT *, greatest(requests + carried_in - carried_out, 0) AS handled FROM base WHERE year = {year}) AS b
    CROSS JOIN cell AS c JOIN editions AS e ON e.code::VARCHAR = c.edition
    WHERE c.t = '{t}' AND b.year BETWEEN e.first_year AND coalesce(e.last_year, b.year)
) ORDER BY 3, 4, office_id

-- [quality]
INSERT INTO quality.findings BY NAME
SELECT row_number() OVER (ORDER BY report_id, rule) AS finding_id, rule, severity, report_id, office_id, year, 'total' AS scope,
    requests + carried_in AS stated, requests + carried_in + 1 AS expected, -1 AS gap,
    ['t3.requests_new.total', 't3.total_handled.total'] AS cells, format('第三表“总计”列：新收 {} ≠ 办结，相差 1', requests) AS message,
    format('Table 3, column “Total”: received {}, off by 1', requests) AS message_en, md5(report_id || rule) AS fingerprint, fingerprint AS cause,
    make_timestamp(2026, 1, 2, 3, 4, 5.0) AS first_seen, make_timestamp(2026, 1, 2, 3, 4, 5.0) AS last_seen, 'open' AS state
FROM base CROSS JOIN quality.rules
WHERE broken AND (rule = 't3.balance' OR hash(report_id, rule) % 16 = 0) ORDER BY report_id;
INSERT INTO quality.runs BY NAME
SELECT $build AS build, make_timestamp(2026, 1, 2, 3, 4, 5.0) AS started_at, make_timestamp(2026, 1, 2, 3, 5, 5.0) AS finished_at,
    rule, (SELECT count(*) FROM base) AS assessed, (SELECT count(*) FROM quality.findings AS f WHERE f.rule = q.rule) AS failed,
    0 AS not_assessable, 0 AS gx_unexpected FROM quality.rules AS q;
