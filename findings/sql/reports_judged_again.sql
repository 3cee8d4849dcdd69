-- `judged_again`: reports that changed (`changed`) or that look at something else than in the build before (`looks_now`,
-- `looks_before`), and those that look at one of them, twice over: a rule may yield to another, which looks at others itself.
-- Where what they look at is `lent`, no rule yields, and one step is enough.
-- `needed`: these and what they look at, by the same two steps, unless it is lent.
CREATE TABLE differing AS
(FROM looks_now EXCEPT FROM looks_before) UNION ALL (FROM looks_before EXCEPT FROM looks_now);
CREATE TABLE every_look AS SELECT DISTINCT lent, report_id, other_id FROM (
    SELECT lent, report_id, other_id FROM looks_now UNION ALL SELECT lent, report_id, other_id FROM looks_before
) WHERE other_id IS NOT NULL;
CREATE VIEW looks AS SELECT report_id, other_id FROM every_look WHERE NOT lent;
CREATE TABLE seeds AS
SELECT report_id FROM changed UNION SELECT report_id FROM differing WHERE NOT lent;
CREATE TABLE beside AS
FROM seeds UNION SELECT looks.report_id FROM looks JOIN seeds ON seeds.report_id = looks.other_id;
CREATE TABLE judged_again AS
FROM beside
UNION SELECT looks.report_id FROM looks JOIN beside ON beside.report_id = looks.other_id
UNION SELECT report_id FROM differing WHERE lent
UNION SELECT look.report_id FROM every_look AS look JOIN seeds ON seeds.report_id = look.other_id WHERE lent;
CREATE TABLE looked_at AS
FROM judged_again UNION SELECT other_id FROM looks SEMI JOIN judged_again USING (report_id);
CREATE TABLE needed AS
FROM looked_at UNION SELECT other_id FROM looks SEMI JOIN looked_at USING (report_id)
