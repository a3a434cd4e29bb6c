"""What is known of 附件2 to 附件6, form by form, apart from the definitions: a line a slot or an opinion block.

``part ids | label | kind | required`` and ``block id | label | needs | filled by | required``; ``*`` is required,
``+`` repeated. The slots follow from the articles, since the printed forms are not at hand.
"""

FACTS: dict[str, str] = {
    "annex2-evaluation-application": """
pilot_and_unit pilot_name | 试点名称 | text | *
pilot_and_unit task_document_number | 任务下达文件及文号 | doc_no | *
pilot_and_unit pilot_period | 试点时间 | month_range | *
pilot_and_unit unit_name | 单位名称 | org | *
pilot_and_unit organization_code | 组织机构代码 | orgcode_or_uscc | *
pilot_and_unit legal_representative | 法人代表 | person | *
pilot_and_unit unit_address | 单位地址 | address | *
pilot_and_unit postcode | 邮编 | postcode | *
pilot_and_unit contact_name/contact_phone | 联系人/电话 | person+phone | *
pilot_and_unit email | 电子邮箱 | email | *
pilot_and_unit standardization_body | 标准化机构或负责部门 | text | -
pilot_and_unit standardization_lead_name/standardization_lead_phone | 标准化工作负责人/电话 | person+phone | -
self_check standards_system_issued_on | 标准体系发布日期 | date | *
self_check standards_system_running_since | 标准体系运行起始日期 | date | *
self_check standard_counts | 标准数量（国标/行标/地标/内部） | int x4 | -
self_check self_check_on | 自查日期 | date | *
self_check self_check_result | 自查结论 | enum:合格|不合格 | *
self_check self_score | 自评得分 | number | -
self_check task_completion | 任务完成情况 | longtext | *
self_check incidents | 试点期间事故、通报批评、行政处分、媒体曝光情况 | yes_no+text | *
self_check applied_on | 申请日期 | date | *
block unit | 申请单位意见 | opinion signature seal date | unit | *
block recommender | 行业主管部门（推荐单位）意见 | opinion signature seal date | unit | - +
block province_office | 省级联席办公室意见 | opinion signature seal date | receiving-office | *
""",
    "annex3-evaluation-report": """
cover pilot_name | 试点名称 | text | *
cover lead_unit | 承担单位 | org | *
cover organizing_unit | 评估组织单位 | org | *
cover evaluated_on | 评估日期 | date_range | *
cover evaluation_place | 评估地点 | text | -
group sequence | 序号 | int | -
group name | 姓名 | person | *
group unit | 工作单位 | org | *
group position_or_title | 职务/职称 | text | *
group expertise | 专业（类别） | enum:标准化|行业|管理 | *
group group_role | 组内职务 | enum:组长|副组长|成员 | *
group phone | 联系电话 | phone | -
group signature | 签名 | signature | *
procedure procedure_announcement | 宣布评估组成员、评估程序及有关事宜 | yes_no+text | *
procedure procedure_briefing | 听取试点单位工作汇报 | yes_no+text | *
procedure procedure_documents | 查阅文件、记录、标准文本 | yes_no+text | *
procedure procedure_site_visit | 考核现场 | yes_no+text | *
procedure procedure_satisfaction_survey | 随机调查公众满意程度 | yes_no+text | *
procedure procedure_scoring | 对照评估计分表测评 | yes_no+text | *
procedure procedure_conclusion | 形成考核评估结论 | yes_no+text | *
procedure procedure_feedback | 通报评估情况，提出改进意见和建议 | yes_no+text | *
result evaluation_basis | 评估依据（评估方案） | text | *
result public_satisfaction | 公众满意度 | percent+sample | *
result score | 评估得分 | number | *
result overview | 总体评价 | longtext | *
result problems | 存在问题 | longtext | *
result suggestions | 改进意见和建议 | longtext | *
result conclusion | 评估结论 | enum:合格|不合格 | *
result reported_on | 报告日期 | date | *
block group_leader | 评估组组长签字 | signature date | evaluation-group | *
block group_members | 评估组成员签字 | signature date | evaluation-group | * +
block unit | 试点单位意见 | opinion signature seal date | unit | -
block province_office | 省级联席办公室确认意见 | opinion signature seal date | receiving-office | *
""",
    "annex4-recheck-self-inspection": """
cover pilot_name | 试点名称 | text | *
cover unit_name | 单位名称 | org | *
cover qualification_document_number | 合格公布文件及文号 | doc_no | *
cover qualified_on | 合格公布日期 | date | *
cover valid_until | 有效期至 | date | *
cover reported_on | 报告日期 | date | *
self_inspection mechanism | 标准化工作运行机制和有效性评价等制度情况 | longtext | *
self_inspection plan_implementation | 标准化规划、年度工作计划有效实施情况 | longtext | *
self_inspection system_operation | 标准体系的有效运行实施和持续改进情况 | longtext | *
self_inspection staff_awareness_and_satisfaction | 全员标准化意识和公众满意度提升情况 | longtext | *
self_inspection incidents | 有效期内重大事故、通报及整改情况 | yes_no+text | *
self_inspection problems | 存在问题及改进措施 | longtext | *
self_inspection self_check_result | 自检结论 | enum:符合|不符合 | *
block unit | 单位负责人签字、单位盖章 | signature seal date | unit | *
""",
    "annex5-recheck-application": """
application pilot_name | 试点名称 | text | *
application unit_name | 单位名称 | org | *
application organization_code | 组织机构代码 | orgcode_or_uscc | *
application legal_representative | 法人代表 | person | *
application unit_address | 单位地址 | address | *
application postcode | 邮编 | postcode | *
application contact_name/contact_phone | 联系人/电话 | person+phone | *
application email | 电子邮箱 | email | *
application qualification_document_number | 合格公布文件及文号 | doc_no | *
application qualified_on | 合格公布日期 | date | *
application valid_until | 有效期至 | date | *
application changes | 有效期内单位名称、职能等变更情况 | text | -
application incidents | 有效期内重大服务质量等事故 | yes_no+text | *
application self_check_result | 自检结论 | enum:符合|不符合 | *
application applied_on | 申请日期 | date | *
block unit | 申请单位意见 | opinion signature seal date | unit | *
block province_office | 省级联席办公室意见 | opinion signature seal date | receiving-office | *
""",
    "annex6-recheck-report": """
cover pilot_name | 试点名称 | text | *
cover unit_name | 被复查单位 | org | *
cover organizing_unit | 复查组织单位 | org | *
cover rechecked_on | 复查日期 | date_range | *
group sequence | 序号 | int | -
group name | 姓名 | person | *
group unit | 工作单位 | org | *
group position_or_title | 职务/职称 | text | *
group expertise | 专业（类别） | enum:标准化|行业|管理 | *
group group_role | 组内职务 | enum:组长|副组长|成员 | *
group phone | 联系电话 | phone | -
group signature | 签名 | signature | *
recheck material_evaluation | 申请材料评价 | longtext | *
recheck document_review | 标准体系文件审查 | longtext | *
recheck spot_check | 现场抽查（查阅文件、检查记录、提问） | longtext | *
recheck mechanism | 标准化工作运行机制和有效性评价 | longtext | *
recheck plan_implementation | 标准化规划、年度工作计划实施 | longtext | *
recheck system_operation | 标准体系运行实施和持续改进 | longtext | *
recheck staff_awareness_and_satisfaction | 全员标准化意识和公众满意度 | longtext | *
recheck problems | 有关问题及沟通情况 | longtext | *
recheck conclusion | 复查结论 | enum:合格|不合格|停止复查 | *
recheck reported_on | 报告日期 | date | *
block group_leader | 专家组组长签字 | signature date | evaluation-group | *
block group_members | 专家组成员签字 | signature date | evaluation-group | * +
block province_office | 省级联席办公室确认意见 | opinion signature seal date | receiving-office | *
""",
}

TITLES = {
    "annex2-evaluation-application": "社会管理和公共服务综合标准化试点评估申请表",
    "annex3-evaluation-report": "社会管理和公共服务综合标准化试点评估报告",
    "annex4-recheck-self-inspection": "社会管理和公共服务综合标准化试点复查自检报告",
    "annex5-recheck-application": "社会管理和公共服务综合标准化试点复查申请表",
    "annex6-recheck-report": "社会管理和公共服务综合标准化试点复查报告",
}
