"""Companion and incoming papers drawn in many layouts, whose truth is known: letters, notices, reports, plans, lists."""

from __future__ import annotations

import io
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import docx

from forms.types import Date

CITIES = ("宜昌市", "襄阳市", "荆州市", "黄石市", "荆门市", "孝感市")
DISTRICTS = ("西陵区", "樊城区", "沙市区", "下陆区", "东宝区", "孝南区", "枝江市", "大冶市", "京山县")
TOPICS = (
    ("政务服务", "政务服务中心"),
    ("社区服务", "民政局"),
    ("养老服务", "社会福利院"),
    ("公共文化服务", "图书馆"),
    ("就业服务", "人力资源和社会保障局"),
    ("城市管理", "城市管理局"),
    ("行政审批", "行政审批局"),
    ("公共交通", "公共交通有限公司"),
    ("学前教育", "机关幼儿园"),
)
CHINESE = "〇一二三四五六七八九"
ORDINALS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十")
PROGRAMME = "社会管理和公共服务综合标准化试点"

Convert = Callable[[str], str]
Piece = str | list[list[str]]


@dataclass
class Drawn:
    """A paper as pieces, and what it says: slot → value, rows id → rows of column → value."""

    kind: str
    pieces: list[Piece]
    fields: dict[str, Any] = field(default_factory=dict)
    rows: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

    def word(self, convert: Convert = str) -> bytes:
        """The paper as a Word file, every text put through ``convert``."""
        paper = docx.Document()
        for piece in self.pieces:
            if isinstance(piece, str):
                paper.add_paragraph(convert(piece))
                continue
            table = paper.add_table(0, len(piece[0]))
            table.style = "Table Grid"
            for row in piece:
                for cell, text in zip(table.add_row().cells, row, strict=True):
                    cell.text = convert(text)
        stream = io.BytesIO()
        paper.save(stream)
        return stream.getvalue()


def shown_date(iso: str, rng: random.Random) -> str:
    """A date as official papers write it, in Arabic or Chinese numerals."""
    if rng.random() < 0.7:
        return str(Date().show(iso))
    year, month, day = iso.split("-")
    return f"{''.join(CHINESE[int(d)] for d in year)}年{_chinese(int(month))}月{_chinese(int(day))}日"


def _chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else f"{CHINESE[tens]}十") + (CHINESE[ones] if ones else "")


def a_date(rng: random.Random, years: Sequence[int] = range(2014, 2022)) -> str:
    return f"{rng.choice(years)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"


def pilots(rng: random.Random, count: int) -> list[dict[str, Any]]:
    """So many different pilots with unit, guarantor and period."""
    places = [(city, district, topic) for city in CITIES for district in DISTRICTS for topic in TOPICS]
    made = []
    for city, district, (topic, unit) in rng.sample(places, count):
        start = rng.randint(2014, 2019)
        made.append(
            {
                "pilot_name": f"{city}{district}{topic}综合标准化试点",
                "lead_unit": [f"{city}{district}{unit}"],
                "guarantor_units": [f"{district}人民政府"],
                "period": {"start": f"{start}-05", "end": f"{start + 2}-05"},
            }
        )
    return made


def shown_period(period: dict[str, str], rng: random.Random) -> str:
    (y1, m1), (y2, m2) = (period[end].split("-")[:2] for end in ("start", "end"))
    sign = rng.choice(("至", "—", "-"))
    return f"{y1}年{int(m1)}月{sign}{y2}年{int(m2)}月"


# -- letters -------------------------------------------------------------------------------------------------------

LIST_STYLES = ("table", "brackets", "dash", "below", "sentence", "quoted")


def letter(kind: str, seed: int, count: int | None = None) -> Drawn:
    """A letter of ``kind`` that names pilots in the way that ``seed`` draws."""
    rng = random.Random(f"{kind}-{seed}")
    style = rng.choice(LIST_STYLES)
    number_of = count or (rng.randint(1, 3) if style in ("sentence", "quoted") else rng.randint(1, 9))
    named = pilots(rng, number_of)
    issuer, to, verb, closing = _ROLES[kind](rng, named)
    drawn = Drawn(kind, [])
    number = f"{rng.choice(('鄂质监标函', '国标委服务', '宜市监函', '鄂标联办'))}〔{rng.randint(2014, 2021)}〕{rng.randint(1, 180)}号"
    dated = a_date(rng)
    title = _TITLES[kind](named)
    _head(drawn, rng, issuer, number, title)
    drawn.pieces.append(f"{to}：")
    lead = f"　　根据《社会管理和公共服务综合标准化试点细则（试行）》（国标委服务联〔2013〕61号）的规定，{verb}"
    annex = _body(drawn, rng, style, lead, named)
    extra = _due(drawn, rng, kind)
    if kind in ("recommendation-letter", "covering-letter"):
        drawn.pieces.append("　　随函报送有关材料一式四份。")
        extra["copies"] = 4
    drawn.pieces += [f"　　{closing}", "", issuer, shown_date(dated, rng)]
    drawn.fields = {"number": number, "issuers": [issuer], "dated": dated, "addressees": [to], **extra}
    if rng.random() < 0.5:
        drawn.pieces.append("抄送：湖北省人民政府办公厅，湖北省民政厅。")
        drawn.fields["copies_to"] = ["湖北省人民政府办公厅", "湖北省民政厅"]
    drawn.pieces += annex
    return drawn


def _head(drawn: Drawn, rng: random.Random, issuer: str, number: str, title: str) -> None:
    if rng.random() < 0.6:
        drawn.pieces.append(issuer + rng.choice(("", "文件")))
    drawn.pieces.append(number)
    cut = len(title) // 2
    drawn.pieces += [title[:cut], title[cut:]] if rng.random() < 0.3 else [title]


def _body(drawn: Drawn, rng: random.Random, style: str, lead: str, named: list[dict[str, Any]]) -> list[Piece]:
    """Name the pilots in the text, or in an annex that is given back."""
    if style == "table":
        return _in_table(drawn, rng, lead, named)
    columns = {"brackets": 2, "dash": 2, "below": 3, "sentence": 2, "quoted": 1}[style]
    slots = ("pilot_name", "lead_unit", "period")[:columns]
    drawn.rows["pilots"] = [{slot: row[slot] for slot in slots} for row in named]
    if style in ("sentence", "quoted"):
        forms = {"sentence": "{0}（承担单位：{1}）", "quoted": "“{0}”"}
        said = "、".join(forms[style].format(row["pilot_name"], row["lead_unit"][0]) for row in named)
        drawn.pieces.append(f"{lead}{said}{f'等{len(named)}个项目' if rng.random() < 0.5 else ''}。")
        return []
    drawn.pieces.append(f"{lead}以下{len(named)}个试点项目：")
    for n, row in enumerate(named, start=1):
        name, unit = row["pilot_name"], row["lead_unit"][0]
        lines = {
            "brackets": [f"{n}.{name}（承担单位：{unit}）；"],
            "dash": [f"（{n}）{name}——{unit}"],
            "below": [f"{n}、{name}", f"承担单位：{unit}；试点时间：{shown_period(row['period'], rng)}"],
        }[style]
        drawn.pieces += lines
    return []


def _in_table(drawn: Drawn, rng: random.Random, lead: str, named: list[dict[str, Any]]) -> list[Piece]:
    columns = [
        ("pilot_name", rng.choice(("试点名称", "项目名称", "试点项目名称"))),
        ("lead_unit", rng.choice(("承担单位", "单位名称"))),
    ]
    if rng.random() < 0.6:
        columns.append(("guarantor_units", "保证单位"))
    if rng.random() < 0.6:
        columns.append(("period", rng.choice(("试点时间", "起止时间"))))
    drawn.rows["pilots"] = [{slot: row[slot] for slot, _ in columns} for row in named]
    table = [["序号", *(label for _, label in columns)]]
    for n, row in enumerate(named, start=1):
        cells = [
            shown_period(row[s], rng) if s == "period" else row[s] if s == "pilot_name" else row[s][0]
            for s, _ in columns
        ]
        table.append([str(n), *cells])
    drawn.pieces.append(f"{lead}{len(named)}个试点项目（见附件）。")
    if rng.random() < 0.4:
        drawn.pieces.append(table)
        return []
    drawn.pieces.append("　　附件：试点项目名单")
    return ["附件", "试点项目名单", table]


def _due(drawn: Drawn, rng: random.Random, kind: str) -> dict[str, Any]:
    if kind != "rectification-order":
        return {}
    due = a_date(rng, range(2018, 2023))
    if rng.random() < 0.5:
        drawn.pieces.append(f"　　请于{Date().show(due)}前完成整改，并将整改情况报我办。")
        return {"due": due}
    drawn.pieces.append("　　请在6个月内完成整改，整改后重新提出评估申请。")
    return {"due": None, "due_months": 6}


_HUBEI = "湖北省社会管理和公共服务标准化联席会议办公室"
_MINISTRY = "国家标准化管理委员会"


def _from_ministry(verb: str) -> Callable[[random.Random, list[dict[str, Any]]], tuple[str, str, str, str]]:
    return lambda rng, named: (rng.choice((_MINISTRY, _HUBEI)), "湖北省质量技术监督局", verb, "特此通知。")


def _from_city(rng: random.Random, named: list[dict[str, Any]]) -> tuple[str, str, str, str]:
    return f"{rng.choice(CITIES)}质量技术监督局", _HUBEI, "经审查，现推荐", "请予审核。"


_ROLES: dict[str, Callable[[random.Random, list[dict[str, Any]]], tuple[str, str, str, str]]] = {
    "recommendation-letter": _from_city,
    "covering-letter": lambda rng, named: (_HUBEI, _MINISTRY, "现上报", "请予审核。"),
    "task-notice": _from_ministry("经研究，现下达"),
    "pass-list": _from_ministry("经评估，现公布"),
    "recheck-pass-list": _from_ministry("经复查，现公布"),
    "rectification-order": _from_ministry("经评估，责令"),
    "pilot-revocation": _from_ministry("经研究，决定撤销"),
    "pass-revocation": _from_ministry("经研究，决定撤销"),
    "termination": _from_ministry("经研究，决定终止"),
    "cancellation": _from_ministry("经研究，决定取消"),
    "provincial-approval": lambda rng, named: (_HUBEI, "宜昌市质量技术监督局", "经审定，同意", "此复。"),
}
_TITLES: dict[str, Callable[[list[dict[str, Any]]], str]] = {
    "recommendation-letter": lambda named: f"关于推荐{PROGRAMME}项目的函",
    "covering-letter": lambda named: f"关于报送{PROGRAMME}评估材料的函",
    "task-notice": lambda named: f"关于下达第二批{PROGRAMME}项目的通知",
    "pass-list": lambda named: f"关于公布{PROGRAMME}评估合格单位名单的通知",
    "recheck-pass-list": lambda named: f"关于公布{PROGRAMME}复查合格单位名单的通知",
    "rectification-order": lambda named: f"关于{PROGRAMME}限期整改的通知",
    "pilot-revocation": lambda named: f"关于撤销部分单位{PROGRAMME}资格的通知",
    "pass-revocation": lambda named: f"关于撤销{PROGRAMME}合格的决定",
    "termination": lambda named: f"关于终止{PROGRAMME}任务的通知",
    "cancellation": lambda named: f"关于取消{PROGRAMME}资格的通知",
    "provincial-approval": lambda named: f"关于同意开展{PROGRAMME}的批复",
}
LETTERS = tuple(_TITLES)


# -- own papers ----------------------------------------------------------------------------------------------------

TOPIC_TEXTS = {
    "组织管理": ("组织管理情况", "成立了由主任任组长的试点工作领导小组，落实经费三十万元。"),
    "标准体系建设": ("标准体系建设情况", "构建了由三个子体系组成的框架，共八十项。"),
    "标准实施应用": ("标准实施与应用", "开展培训十二次，全部岗位按要求执行。"),
    "任务完成情况": ("任务完成情况", "实施方案确定的各项工作已如期完成。"),
    "试点效果": ("试点取得的成效", "群众满意度由百分之九十提高到百分之九十八。"),
}


def summary_report(seed: int) -> Drawn:
    """A 总结报告 that speaks of some of the five topics under headings of their own."""
    rng = random.Random(f"summary-{seed}")
    (pilot,) = pilots(rng, 1)
    name, unit, dated = pilot["pilot_name"], pilot["lead_unit"][0], a_date(rng)
    drawn = Drawn("summary-report", [f"{name}总结报告"] if rng.random() < 0.5 else [name, "总结报告"])
    cover = rng.random() < 0.5
    if cover:
        drawn.pieces += [f"承担单位：{unit}"]
    kept = [topic for topic in TOPIC_TEXTS if rng.random() < 0.8] or ["组织管理"]
    for n, topic in enumerate(kept):
        heading, text = TOPIC_TEXTS[topic]
        drawn.pieces += [f"{ORDINALS[n]}、{heading}", f"　　{text}"]
    drawn.pieces += [unit, shown_date(dated, rng)]
    drawn.fields = {"pilot_name": name, "unit_name": unit, "dated": dated}
    drawn.rows["topics"] = [{"topic": topic, "covered": topic in kept} for topic in TOPIC_TEXTS]
    return drawn


ITEMS = ("组织领导", "标准体系建设", "标准宣贯培训", "标准实施", "监督检查", "持续改进", "满意度", "品牌建设")


def score_sheet(seed: int) -> Drawn:
    """A 评估计分表 with a row of totals, or a total in the text, or none."""
    rng = random.Random(f"score-{seed}")
    (pilot,) = pilots(rng, 1)
    items = rng.sample(ITEMS, rng.randint(3, 8))
    marks = [(full := rng.choice((5, 10, 15, 20)), full - rng.choice((0, 0, 1, 2, 0.5))) for _ in items]
    labels = [
        rng.choice(("评估内容", "评估项目", "考核内容")),
        rng.choice(("分值", "标准分", "满分")),
        rng.choice(("得分", "实得分")),
    ]
    table = [["序号", *labels, "备注"]]
    table += [
        [str(n), item, f"{full:g}", f"{given:g}", ""]
        for n, (item, (full, given)) in enumerate(zip(items, marks, strict=True), 1)
    ]
    full, given = sum(f for f, _ in marks), sum(g for _, g in marks)
    drawn = Drawn(
        "score-sheet",
        [f"{PROGRAMME}评估计分表", f"试点名称：{pilot['pilot_name']}", f"承担单位：{pilot['lead_unit'][0]}"],
    )
    drawn.fields = {
        "pilot_name": pilot["pilot_name"],
        "unit_name": pilot["lead_unit"][0],
        "full_total": None,
        "given_total": None,
    }
    printed = rng.choice(("row", "line", "none"))
    if printed == "row":
        table.append(["合计", "", f"{full:g}", f"{given:g}", ""])
        drawn.fields |= {"full_total": full, "given_total": given}
    drawn.pieces.append(table)
    if printed == "line":
        drawn.pieces.append(f"总得分：{given:g}分")
        drawn.fields["given_total"] = given
    drawn.rows["items"] = [{"item": item, "full": f, "given": g} for item, (f, g) in zip(items, marks, strict=True)]
    return drawn


LEVELS = (
    ("GB/T {}—2015", "国家标准"),
    ("WH/T {}—2012", "行业标准"),
    ("DB42/T {}—2016", "地方标准"),
    ("Q/ZWZX {}—2017", "内部标准"),
)
NAMES = (
    "服务规范",
    "服务质量评价",
    "投诉处理要求",
    "岗位工作规范",
    "环境卫生管理",
    "安全应急管理",
    "标志设置要求",
    "档案管理",
)


def standards_list(seed: int, count: int | None = None) -> Drawn:
    """A 标准明细表."""
    rng = random.Random(f"standards-{seed}")
    (pilot,) = pilots(rng, 1)
    slots = [("number", "标准编号"), ("name", "标准名称")]
    slots += [pair for pair in (("level", "标准级别"), ("effective_on", "实施日期")) if rng.random() < 0.7]
    rows, table = [], [["序号", *(label for _, label in slots)]]
    for n in range(1, (count or rng.randint(3, 14)) + 1):
        pattern, level = rng.choice(LEVELS)
        row = {
            "number": pattern.format(rng.randint(100, 39999)),
            "name": f"{rng.choice(TOPICS)[0]}{rng.choice(NAMES)}",
            "level": level,
            "effective_on": a_date(rng, range(2012, 2018)),
        }
        rows.append({slot: row[slot] for slot, _ in slots})
        table.append([str(n), *(Date().show(row[slot]) if slot == "effective_on" else row[slot] for slot, _ in slots)])
    drawn = Drawn("standards-list", [f"{pilot['pilot_name']}标准明细表", table], rows={"standards": rows})
    drawn.fields = {"pilot_name": pilot["pilot_name"], "total": None}
    if rng.random() < 0.5:
        drawn.pieces.insert(1, f"共{len(rows)}项标准")
        drawn.fields["total"] = len(rows)
    return drawn


PHASES = (
    ("启动阶段", "2016-05", "2016-08", "成立领导小组，制定实施方案。"),
    ("建设阶段", "2016-09", "2017-06", "构建标准体系，编写标准。"),
    ("实施阶段", "2017-07", "2018-02", "组织宣贯，全面实施标准。"),
    ("总结阶段", "2018-03", "2018-05", "开展自查，申请评估。"),
)


def implementation_plan(seed: int) -> Drawn:
    """A 试点实施方案 whose phases stand in a table or in running text of several shapes."""
    rng = random.Random(f"plan-{seed}")
    (pilot,) = pilots(rng, 1)
    name, unit, dated = pilot["pilot_name"], pilot["lead_unit"][0], a_date(rng)
    drawn = Drawn(
        "implementation-plan",
        [f"{name}实施方案", "　　为做好试点工作，制定本方案。", "一、工作目标", "　　建立标准体系。", "二、实施步骤"],
    )
    phases = PHASES[: rng.randint(2, 4)]
    style = rng.choice(("table", "brackets", "colon", "dated"))
    shown = [(n, step, shown_period({"start": a, "end": b}, rng), work) for n, (step, a, b, work) in enumerate(phases)]
    if style == "table":
        drawn.pieces.append([["阶段", "时间安排", "工作内容"], *([step, when, work] for _, step, when, work in shown)])
    for n, step, when, work in shown if style != "table" else ():
        drawn.pieces += {
            "brackets": [f"（{ORDINALS[n]}）{step}（{when}）：{work}"],
            "colon": [f"{n + 1}.{step}：{when}。{work}"],
            "dated": [f"{n + 1}.{step}（{when}）", f"　　{work}"],
        }[style]
    drawn.pieces += ["三、保障措施", "　　加强领导，落实经费。", unit, shown_date(dated, rng)]
    drawn.fields = {"pilot_name": name, "unit_name": unit, "dated": dated}
    drawn.rows["phases"] = [{"step": s, "period": {"start": a, "end": b}, "work": w} for s, a, b, w in phases]
    return drawn


MEMBERS = (
    ("李建国", "武汉大学", "教授"),
    ("王芳", "湖北省标准化与质量研究院", "高级工程师"),
    ("张志强", "湖北省民政厅", "处长"),
    ("陈丽华", "华中师范大学", "副教授"),
    ("刘明", "宜昌市质量技术监督局", "科长"),
)


def evaluation_plan(seed: int) -> Drawn:
    """A 评估方案 with its group in a table or in lines, and the days of the visit in a sentence."""
    rng = random.Random(f"evaluation-{seed}")
    named = pilots(rng, rng.randint(1, 3))
    dated, day = a_date(rng), rng.randint(1, 26)
    drawn = Drawn(
        "evaluation-plan",
        [f"{PROGRAMME}评估方案", f"　　定于2018年5月{day}日至{day + 1}日对以下{len(named)}个试点进行现场评估。"],
    )
    drawn.pieces += [f"{n}.{row['pilot_name']}（承担单位：{row['lead_unit'][0]}）" for n, row in enumerate(named, 1)]
    members = rng.sample(MEMBERS, rng.randint(3, 5))
    if rng.random() < 0.5:
        drawn.pieces += [
            "评估组成员",
            [["序号", "姓名", "工作单位", "职称"], *([str(n), *m] for n, m in enumerate(members, 1))],
        ]
    else:
        lines = [f"{name}（{unit}，{title}）" for name, unit, title in members]
        drawn.pieces += [f"组长：{lines[0]}", f"成员：{'、'.join(lines[1:])}"]
    drawn.pieces += [_HUBEI, shown_date(dated, rng)]
    drawn.fields = {
        "issuers": [_HUBEI],
        "dated": dated,
        "evaluated_on": {"start": f"2018-05-{day:02}", "end": f"2018-05-{day + 1:02}"},
    }
    drawn.rows["pilots"] = [{"pilot_name": row["pilot_name"], "lead_unit": row["lead_unit"]} for row in named]
    drawn.rows["group"] = [{"name": name, "unit": unit, "title": title} for name, unit, title in members]
    return drawn


OWN = {
    "summary-report": summary_report,
    "score-sheet": score_sheet,
    "standards-list": standards_list,
    "implementation-plan": implementation_plan,
    "evaluation-plan": evaluation_plan,
}


def drawn(kind: str, seed: int) -> Drawn:
    """A paper of ``kind`` in the layout that ``seed`` draws."""
    return OWN[kind](seed) if kind in OWN else letter(kind, seed)


KINDS = (*LETTERS, *OWN)
