-- Offices of that number, with that text in one of their names, or found by a search for it; `parent` is the name of the
-- office above.
SELECT o.*, p.name AS parent FROM offices AS o LEFT JOIN offices AS p ON p.office_id = o.parent_office_id
WHERE o.office_id = $number OR contains(o.name, $text)
   OR o.office_id IN (SELECT office_id FROM office_search WHERE has_words(keys, $text))
   OR o.office_id IN (SELECT office_id FROM office_aliases WHERE contains(name, $text) OR provisional_id = $number)
ORDER BY o.division_code NULLS LAST, o.name LIMIT 20
