-- 某日已逾期限而没有收录的报告
-- Whose report was overdue on a day, as far as the warehouse knows
-- 不含：（今天写作 current_date）没有期限的机关（乡镇、街道等）；公布日期不明的报告视为已公布；只看该日最近到期的一年
-- Left out: (current_date is today) offices without a deadline (townships, streets); a report without a day counts as published; only the last year that was due by then
SELECT name, kind, year, deadline, days_late, last_year FROM overdue_reports(DATE '2026-04-01') ORDER BY days_late DESC, office_id LIMIT 20
