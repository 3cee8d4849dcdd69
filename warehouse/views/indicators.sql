-- One row per current report with what people compare, beside the place and kind of its office. Made of reports_wide, so
-- that a question about all offices and years takes a fraction of what the long tables need.
CREATE VIEW indicators AS
WITH sums AS (
    SELECT w.*,
        sum_known([t3__refused_state_secret__total, t3__refused_prohibited_by_law__total,
                   t3__refused_security_stability__total, t3__refused_third_party__total,
                   t3__refused_internal_affairs__total, t3__refused_deliberative__total,
                   t3__refused_enforcement_file__total, t3__refused_administrative_inquiry__total],
                  ['t3.refused_state_secret.total', 't3.refused_prohibited_by_law.total',
                   't3.refused_security_stability.total', 't3.refused_third_party.total',
                   't3.refused_internal_affairs.total', 't3.refused_deliberative.total',
                   't3.refused_enforcement_file.total', 't3.refused_administrative_inquiry.total'], doubtful) AS refused,
        sum_known([t3__not_held__total, t3__creation_required__total, t3__unclear_after_correction__total],
                  ['t3.not_held.total', 't3.creation_required.total', 't3.unclear_after_correction.total'],
                  doubtful) AS unable,
        sum_known([t3__not_processed_petition__total, t3__not_processed_repeat__total,
                   t3__not_processed_publication__total, t3__not_processed_excessive__total,
                   t3__not_processed_reconfirmation__total],
                  ['t3.not_processed_petition.total', 't3.not_processed_repeat.total',
                   't3.not_processed_publication.total', 't3.not_processed_excessive.total',
                   't3.not_processed_reconfirmation.total'], doubtful) AS not_processed,
        sum_known([t3__other_handling__total, t3__other_correction_lapsed__total, t3__other_fee_lapsed__total,
                   t3__other_misc__total],
                  ['t3.other_handling.total', 't3.other_correction_lapsed.total', 't3.other_fee_lapsed.total',
                   't3.other_misc.total'], doubtful) AS other_handling,
        sum_known([t3__requests_new__total, t3__carried_in__total],
                  ['t3.requests_new.total', 't3.carried_in.total'], doubtful) AS received,
        sum_known([t4__reconsideration__total, t4__litigation_direct__total, t4__litigation_after_reconsideration__total],
                  ['t4.reconsideration.total', 't4.litigation_direct.total', 't4.litigation_after_reconsideration.total'],
                  doubtful) AS disputes,
        sum_known([t3__granted__total, t3__partially_granted__total],
                  ['t3.granted.total', 't3.partially_granted.total'], doubtful) AS granted_any,
        sum_known([t4__litigation_direct__total, t4__litigation_after_reconsideration__total],
                  ['t4.litigation_direct.total', 't4.litigation_after_reconsideration.total'], doubtful) AS litigations,
        sum_known([t4__reconsideration__corrected, t4__litigation_direct__corrected,
                   t4__litigation_after_reconsideration__corrected],
                  ['t4.reconsideration.corrected', 't4.litigation_direct.corrected',
                   't4.litigation_after_reconsideration.corrected'], doubtful) AS corrected,
        sum_known([t4__reconsideration__upheld, t4__reconsideration__corrected, t4__reconsideration__other_result,
                   t4__litigation_direct__upheld, t4__litigation_direct__corrected, t4__litigation_direct__other_result,
                   t4__litigation_after_reconsideration__upheld, t4__litigation_after_reconsideration__corrected,
                   t4__litigation_after_reconsideration__other_result],
                  ['t4.reconsideration.upheld', 't4.reconsideration.corrected', 't4.reconsideration.other_result',
                   't4.litigation_direct.upheld', 't4.litigation_direct.corrected', 't4.litigation_direct.other_result',
                   't4.litigation_after_reconsideration.upheld', 't4.litigation_after_reconsideration.corrected',
                   't4.litigation_after_reconsideration.other_result'], doubtful) AS concluded
    FROM reports_wide AS w
)
SELECT s.office_id, s.year, s.report_id, o.name, o.kind, o.level, r.scope,
       o.province, o.city, o.county, o.parent_office_id, s.edition, r.published_on,
       s.t3__requests_new__total AS requests_new, s.t3__carried_in__total AS carried_in,
       s.t3__total_handled__total AS handled, s.t3__carried_out__total AS carried_out,
       s.t3__granted__total AS granted, s.t3__partially_granted__total AS partially_granted, s.granted_any,
       s.refused, s.unable, s.not_processed, s.other_handling,
       s.t3__requests_new__natural_person AS requests_natural_person,
       s.t3__requests_new__commercial_enterprise AS requests_enterprise,
       s.t4__reconsideration__total AS reconsiderations, s.litigations, s.concluded, s.corrected,
       share(s.granted_any, s.t3__total_handled__total) AS granted_share,
       share(s.refused, s.t3__total_handled__total) AS refused_share,
       share(s.unable, s.t3__total_handled__total) AS unable_share,
       share(s.not_processed, s.t3__total_handled__total) AS not_processed_share,
       share(s.t3__carried_out__total, s.received) AS backlog_share,
       share(s.disputes, s.t3__total_handled__total) AS dispute_rate,
       share(s.corrected, s.concluded) AS corrected_share,
       s.t2__normative_documents__issued AS documents_issued, s.t2__normative_documents__repealed AS documents_repealed,
       s.t2__normative_documents__in_force AS documents_in_force,
       s.t2__administrative_licenses__decisions AS licence_decisions,
       s.t2__administrative_penalties__decisions AS penalty_decisions,
       s.t2__administrative_coercion__decisions AS compulsion_decisions,
       s.t2__administrative_fees__fee_amount AS fee_amount,
       len(s.nil) AS nil_cells, len(s.doubtful) AS doubtful_cells
FROM sums AS s
LEFT JOIN reports AS r USING (report_id)
LEFT JOIN offices AS o ON o.office_id = s.office_id;

COMMENT ON VIEW indicators IS '常用指标：每份现行报告一行，附机关类别与地区 / What people compare: one row per current report, with the kind and place of its office';
COMMENT ON COLUMN indicators.office_id IS '机关编号 / Key of the office';
COMMENT ON COLUMN indicators.year IS '报告年度 / Year that the report covers';
COMMENT ON COLUMN indicators.report_id IS '报告编号 / Key of the report';
COMMENT ON COLUMN indicators.name IS '机关名称 / Name of the office';
COMMENT ON COLUMN indicators.kind IS '机关类别 / Kind of office';
COMMENT ON COLUMN indicators.level IS '行政层级 / Administrative level';
COMMENT ON COLUMN indicators.scope IS '数据口径 / What the report counts: own_body or jurisdiction';
COMMENT ON COLUMN indicators.province IS '省级行政区 / Province';
COMMENT ON COLUMN indicators.city IS '市级行政区 / Prefecture-level city';
COMMENT ON COLUMN indicators.county IS '县级行政区 / County-level division';
COMMENT ON COLUMN indicators.parent_office_id IS '上级机关编号 / Key of the office above it';
COMMENT ON COLUMN indicators.edition IS '报告所用格式版本 / Edition of the form that the report uses';
COMMENT ON COLUMN indicators.published_on IS '发布日期 / Day of publication';
COMMENT ON COLUMN indicators.requests_new IS '本年新收申请（件） / Requests received this year';
COMMENT ON COLUMN indicators.carried_in IS '上年结转（件） / Requests carried over from the year before';
COMMENT ON COLUMN indicators.handled IS '办理总计（件），报告所填 / Requests handled, as the report totals them';
COMMENT ON COLUMN indicators.carried_out IS '结转下年（件） / Requests carried over to the next year';
COMMENT ON COLUMN indicators.granted IS '予以公开（件） / Granted in full';
COMMENT ON COLUMN indicators.partially_granted IS '部分公开（件） / Granted in part';
COMMENT ON COLUMN indicators.granted_any IS '予以公开与部分公开之和 / Granted in full or in part';
COMMENT ON COLUMN indicators.refused IS '不予公开（八种情形之和） / Refused, the eight grounds together';
COMMENT ON COLUMN indicators.unable IS '无法提供（三种情形之和） / Unable to provide, the three grounds together';
COMMENT ON COLUMN indicators.not_processed IS '不予处理（五种情形之和） / Not processed, the five grounds together';
COMMENT ON COLUMN indicators.other_handling IS '其他处理；2021年格式的三行合并 / Other handling; the three rows of the form of 2021 together';
COMMENT ON COLUMN indicators.requests_natural_person IS '新收申请中自然人（件） / Requests received from natural persons';
COMMENT ON COLUMN indicators.requests_enterprise IS '新收申请中商业企业（件） / Requests received from commercial enterprises';
COMMENT ON COLUMN indicators.reconsiderations IS '行政复议总计（件） / Administrative reconsiderations';
COMMENT ON COLUMN indicators.litigations IS '行政诉讼总计（两类合计，件） / Lawsuits, with and without reconsideration before';
COMMENT ON COLUMN indicators.concluded IS '已审结的复议与诉讼（件） / Disputes concluded';
COMMENT ON COLUMN indicators.corrected IS '结果纠正的复议与诉讼（件） / Disputes that the office lost';
COMMENT ON COLUMN indicators.granted_share IS '公开率：予以公开与部分公开占办理总计 / Granted in full or in part, as a share of all handled';
COMMENT ON COLUMN indicators.refused_share IS '不予公开占办理总计 / Refused, as a share of all handled';
COMMENT ON COLUMN indicators.unable_share IS '无法提供占办理总计 / Unable to provide, as a share of all handled';
COMMENT ON COLUMN indicators.not_processed_share IS '不予处理占办理总计 / Not processed, as a share of all handled';
COMMENT ON COLUMN indicators.backlog_share IS '结转率：结转下年占新收与上年结转之和 / Backlog: carried out as a share of received and carried in';
COMMENT ON COLUMN indicators.dispute_rate IS '争议率：复议与诉讼件数比办理总计 / Disputes per request handled';
COMMENT ON COLUMN indicators.corrected_share IS '纠错率：结果纠正占已审结 / Disputes lost, as a share of those concluded';
COMMENT ON COLUMN indicators.documents_issued IS '本年制发行政规范性文件（件，2021年格式） / Normative documents issued, form of 2021';
COMMENT ON COLUMN indicators.documents_repealed IS '本年废止行政规范性文件（件，2021年格式） / Normative documents repealed, form of 2021';
COMMENT ON COLUMN indicators.documents_in_force IS '现行有效行政规范性文件（件，2021年格式） / Normative documents in force, form of 2021';
COMMENT ON COLUMN indicators.licence_decisions IS '行政许可处理决定（件） / Decisions on licences';
COMMENT ON COLUMN indicators.penalty_decisions IS '行政处罚处理决定（件） / Decisions on penalties';
COMMENT ON COLUMN indicators.compulsion_decisions IS '行政强制处理决定（件） / Decisions on compulsion';
COMMENT ON COLUMN indicators.fee_amount IS '行政事业性收费金额，按所印单位（表头为万元；2021年格式） / Fees as printed, in the unit printed (the form says 10,000 yuan; form of 2021)';
COMMENT ON COLUMN indicators.nil_cells IS '未填的单元格个数 / Cells that print nil';
COMMENT ON COLUMN indicators.doubtful_cells IS '存疑的单元格个数 / Cells in doubt';
