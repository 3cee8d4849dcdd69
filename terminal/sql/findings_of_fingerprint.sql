-- Findings whose fingerprint begins like that, each with the name of its office.
SELECT {columns}, name
FROM finding_list WHERE starts_with(fingerprint, ?)
