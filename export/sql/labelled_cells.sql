-- Every cell of the current reports as a column, beside the office and its place, in the order of division codes.
SELECT o.province, o.city, o.county, placed_name(o.name, o.province, o.city, o.county) AS name, w.year, {columns}, w.nil, w.doubtful, w.office_id,
       w.report_id
FROM reports_wide AS w LEFT JOIN offices AS o USING (office_id)
ORDER BY left(o.division_code, 6) NULLS LAST, o.province, o.city, o.county, name, w.office_id, w.year DESC NULLS LAST
