-- `long_gone`: what was gone and is found again, which is no longer past.
CREATE TEMP TABLE long_gone AS FROM quality.past_findings WHERE fingerprint IN (SELECT fingerprint FROM numbered);
DELETE FROM quality.past_findings WHERE fingerprint IN (SELECT fingerprint FROM numbered)
