-- The parts of a table ($name), its years or the whole of it, that hold something else in the build than in the lake, with
-- what they hold now, by a digest in which the order of rows does not count; `rows` is null for those that went.
CREATE OR REPLACE TEMP TABLE changed_parts AS
WITH now AS (
    {now}
), earlier AS (SELECT part, digest FROM {parts} WHERE "table" = $name)
SELECT part, now."rows", now.digest FROM now FULL JOIN earlier USING (part)
WHERE now.digest IS DISTINCT FROM earlier.digest
