-- 每件办结申请引起多少争议，纠错多少？
-- Disputes per request handled, and how many the office lost
-- 不含：没有争议的；存疑的。先复议后诉讼的在两处各计一次，年末尚未审结的案件在审结之年可能再次计入；disputes_once 不计复议后起诉的
-- Left out: offices without disputes; figures in doubt. Mind: what is sued over after reconsideration counts in both, what is pending may count again in the year that decides it; disputes_once leaves out lawsuits after reconsideration
SELECT name, county, year, handled, reconsiderations, litigations, disputes_once, pending,
       round(dispute_rate, 3) AS dispute_rate, concluded, corrected, round(corrected_share, 3) AS corrected_share
FROM indicators WHERE disputes > 0
ORDER BY dispute_rate DESC NULLS LAST, year, office_id LIMIT 20
