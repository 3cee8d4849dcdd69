"""Why a case cannot be judged, in words: the reasons that several kinds of checks give.

The code of another rule as reason: that rule's finding says the cause.
"""

from __future__ import annotations

from expectations.rule import Reason

TABLE = Reason("table_missing", "未找到该表", "The table was not found")
DOUBTFUL = Reason("doubtful", "有单元格读不准", "A cell could not be read for certain")
NIL = Reason("nil", "有单元格未填", "A cell is not filled in")
NOT_READ = Reason("not_read", "报告未能读取", "The report could not be read")
EXPLAINED = Reason("explained", "正文已作说明", "The text explains it")
CUT = Reason(
    "cut",
    "文件可能不完整（表格前后缺页、缺行）",
    "The file may be cut: rows or sections around are not there",
)
EDITION = Reason("edition_unknown", "格式不明或新旧混用", "The form is unknown or mixed")
FORM = Reason(
    "form_changed", "两年的格式不同，指标不可比", "The form changed, and the two years cannot be compared"
)
YEAR = Reason("year_unknown", "年度不明", "The year is unknown")
DAY = Reason("date_unknown", "发布日期不明", "The day of publication is unknown")
TEXT = Reason("text_missing", "没有可供核对的正文", "There is no text to judge")
SUM = Reason("sum_broken", "该行的总计与各项不符", "The total of the row is not what its parts come to")
NO_UNIT = Reason("unit_unknown", "金额没有注明单位", "The amount has no unit")
NOT_NAMED = Reason("not_named", "正文没有提到该数字", "The text names no such number")
OFFICE = (
    Reason("kind_unknown", "机关类别不明", "The kind of office is unknown"),
    Reason("level_unknown", "行政层级不明", "The level of the office is unknown"),
)
YEAR_BEFORE = (
    Reason(
        "previous_year_missing", "未收录该机关上一年度的报告", "The report of the year before is not there"
    ),
    Reason(
        "office_changed",
        "机关在两年间合并、拆分或撤销",
        "The office was merged, split or dissolved in between",
    ),
    Reason(
        "office_uncertain",
        "不能确定是哪个机关，同名的可能是另一个",
        "It is not known for sure which office it is; another may have the same name",
    ),
    Reason("scope_changed", "两年的数据口径不同", "The two years count different bodies"),
)
"""Why a report cannot be compared with the year before (`previous_reports.reason`)."""
