-- What a report counts follows from its office, where nothing else says it.
UPDATE reports SET scope = o.scope FROM offices AS o WHERE reports.scope IS NULL AND o.office_id = reports.office_id
