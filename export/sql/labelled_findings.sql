-- Every finding in words beside its office and place, with the words of the codes from the temporary table code_words.
SELECT f.province, f.city, f.county, placed_name(f.name, f.province, f.city, f.county) AS name, f.year, s.words AS severity, f.message, f.message_en,
       f.what_to_do, f.stated, f.expected, f.gap, d.words AS decision, f.source_url, f.original_name, f.fingerprint, f.office_id,
       f.report_id
FROM finding_list AS f
LEFT JOIN offices AS o ON o.office_id = f.office_id
LEFT JOIN code_words AS s ON s.kind = 'severity' AND s.code = f.severity::VARCHAR
LEFT JOIN code_words AS d ON d.kind = 'decision' AND d.code = f.decision
ORDER BY f.severity, left(o.division_code, 6) NULLS LAST, o.province, o.city, o.county, name, f.office_id, f.year DESC NULLS LAST, f.finding_id
