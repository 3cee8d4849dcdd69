-- Reports whose office is not resolved.
SELECT r.office_name, r.source_url, r.raw_path, o.resolution, o.office_id, r.year
FROM reports AS r JOIN offices AS o USING (office_id)
WHERE o.resolution <> 'resolved' ORDER BY ALL
