-- What is on record of the reports that are not judged again, and what is said of those that are; the counts of the last run,
-- less what was said then, and with what is said now. What Great Expectations counts now is added later.
INSERT INTO failing
SELECT {columns} FROM known ANTI JOIN judged_again USING (report_id) SEMI JOIN assessed_again USING (rule)
UNION ALL SELECT {columns} FROM failing_now;
DELETE FROM quality.not_assessable AS cases
WHERE cases.report_id IN (FROM judged_again) AND cases.rule IN (SELECT rule FROM assessed_again);
INSERT INTO quality.not_assessable BY NAME FROM undecided_now;
INSERT INTO judged BY NAME
SELECT again.rule, runs.assessed - again.then_assessed + again.now_assessed AS assessed,
       runs.gx_unexpected - (SELECT count(*) FROM failing_then WHERE failing_then.rule = again.rule) AS gx_carried
FROM assessed_again AS again
JOIN (FROM quality.runs WHERE build = (SELECT max(build) FROM quality.runs)) AS runs USING (rule)
