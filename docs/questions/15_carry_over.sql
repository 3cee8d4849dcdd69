-- 上年结转与本年转入是否衔接？
-- Does what one report carries out equal what the next carries in
-- 不含：没有可比上年报告的；任一数没有填或存疑的；相符的
-- Left out: offices without a comparable report of the year before; figures not filled in or in doubt; those that agree
SELECT i.name, i.county, i.year, p.carried_out, i.carried_in, i.carried_in - p.carried_out AS gap
FROM indicators AS i JOIN indicator_values AS p ON p.report_id = i.previous_report_id
WHERE i.carried_in <> p.carried_out
ORDER BY abs(gap) DESC, i.year, i.office_id LIMIT 20
