-- A run ($build, begun at $started) that found what the last one found: nothing is new, nothing is gone.
INSERT INTO quality.runs BY NAME
SELECT $build AS build, $started AS started_at, $started AS finished_at, rule, assessed, failed, not_assessable,
       0 AS "new", 0 AS gone, gx_unexpected
FROM quality.runs WHERE build = (SELECT max(build) FROM quality.runs)
