-- Kind and value of each piece of evidence, by office, the strongest first.
SELECT office_id, kind || ' ' || value FROM office_evidence
GROUP BY office_id, kind, value ORDER BY office_id, max(weight) DESC, value
