-- Code and place of each candidate, by office.
SELECT office_id,
       concat_ws(' ', division_code, province, city, county, CASE WHEN len(division_code) > 6 THEN name END)
FROM office_candidates ORDER BY office_id, rank
