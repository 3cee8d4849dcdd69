-- The day of a report, the first version of it and its office included, and the day that it is held against.
SELECT report_id, NULL::BIGINT AS other_id, hash(kind, level, published_on, deadline, basis) AS said FROM timeliness
