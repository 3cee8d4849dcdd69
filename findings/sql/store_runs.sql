-- One row of this build for each rule: how many cases failed, could not be judged, are new and are gone; of what Great
-- Expectations counts, what is carried.
INSERT INTO quality.runs BY NAME
SELECT $build AS build, $started AS started_at, $finished AS finished_at, judged.rule, judged.assessed,
       (SELECT count(*) FROM quality.findings AS findings WHERE findings.rule = judged.rule) AS failed,
       (SELECT count(*) FROM quality.not_assessable AS cases WHERE cases.rule = judged.rule) AS not_assessable,
       (SELECT count(*) FROM quality.findings AS findings
        WHERE findings.rule = judged.rule AND findings.first_seen = $started) AS "new",
       (SELECT count(*) FROM quality.past_findings AS past
        WHERE past.rule = judged.rule AND past.gone_in = $build) AS gone,
       judged.gx_carried AS gx_unexpected
FROM judged
