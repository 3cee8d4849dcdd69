-- 没有申请却有争议的报告
-- Reports with disputes but without a request, received or carried in
-- 不含：存疑或整表未填的。上年办结的申请可以在本年引起争议，不一定有误
-- Left out: figures in doubt or tables without any. A request of the year before may be disputed in this one: no error by itself
SELECT name, county, year, nil_as_zero(received, received_how) AS received, disputes
FROM indicators WHERE disputes > 0 AND nil_as_zero(received, received_how) = 0
ORDER BY disputes DESC, year, office_id LIMIT 20
