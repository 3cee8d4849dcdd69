-- The name of an office, with its place in front where the name does not say it: 民政局 of 洪泽区, not 洪泽区民政局.
CREATE OR REPLACE TEMP MACRO placed_name(name, province, city, county) AS
CASE WHEN name IS NULL THEN '机关不明'
     WHEN coalesce(county, city, province) IS NULL THEN name
     WHEN contains(name, regexp_replace(coalesce(county, city, province),
                                        '^(.{2,}?)(特别行政区|自治区|自治州|自治县|自治旗|地区|省|市|县|区|旗|盟)$', '\1')) THEN name
     ELSE concat(coalesce(county, city, province), ' ', name) END
