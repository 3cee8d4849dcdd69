-- What was found, in the order of the rules ($rules), each with a number and a fingerprint: the same for the same finding
-- in every build.
CREATE TEMP TABLE numbered AS
SELECT row_number() OVER in_order AS finding_id, *,
       md5(coalesce(rule::VARCHAR, '') || '|' || coalesce(office_id::VARCHAR, '') || '|' || coalesce(year::VARCHAR, '')
           || '|' || coalesce(scope::VARCHAR, '') || '|' || coalesce(stated::VARCHAR, '')
           || '|' || coalesce(expected::VARCHAR, '')) AS fingerprint
FROM failing
WINDOW in_order AS (ORDER BY list_position($rules::VARCHAR[], rule), year, office_id, report_id, scope)
