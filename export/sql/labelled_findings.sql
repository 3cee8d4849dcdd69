-- Every finding in words beside its office and place, with the words of the codes from the temporary table code_words.
SELECT f.province, f.city, f.county, coalesce(f.name, '机关不明') AS name, f.year, s.words AS severity, f.message, f.message_en,
       f.what_to_do, f.stated, f.expected, f.gap, d.words AS decision, f.source_url, f.original_name, f.fingerprint, f.office_id,
       f.report_id
FROM finding_list AS f
LEFT JOIN code_words AS s ON s.kind = 'severity' AND s.code = f.severity::VARCHAR
LEFT JOIN code_words AS d ON d.kind = 'decision' AND d.code = f.decision
ORDER BY f.severity, f.province NULLS LAST, f.city, f.county, name, f.office_id, f.year DESC NULLS LAST, f.finding_id
