-- An office whose keys were not made is found by its place and name all the same.
INSERT INTO office_keys
SELECT office_id, lower(concat_ws(' ', '', province, city, county, replace(name, '人民政府', '政府')))
FROM offices ANTI JOIN office_keys USING (office_id) ORDER BY office_id
