-- What leads each slip of the current reports, with place, office, words and address; a filter that is null lets all through.
SELECT fingerprint, coalesce(province, '') AS province, coalesce(city, '') AS city, coalesce(county, '') AS county,
       coalesce(name, '') AS office, year, severity::VARCHAR AS severity, state, message, what_to_do, source_url, original_name
FROM finding_list
WHERE cause = fingerprint AND ($year IS NULL OR year = $year) AND ($county IS NULL OR contains(county, $county))
ORDER BY province, city, county, office, year DESC, severity, finding_id
