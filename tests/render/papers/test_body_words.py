"""How the bodies read: stops, words said once, and paragraphs that stay on their page."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from docx import Document

from render.papers.catalogue import paper
from render.papers.compose import compose
from render.papers.contents import quoted
from render.papers.kinds import DocumentType
from render.papers.sample import sample_request
from tests.render.words import paragraphs_of


def told(paper_id: str, type: DocumentType | None = None, **facts: object) -> list[str]:
    request = sample_request(paper(paper_id), draft=False)
    return paragraphs_of(compose(replace(request, type=type, facts={**request.facts, **facts})).docx)


@pytest.mark.parametrize("reason", ["标准体系运行未满半年", "标准体系运行未满半年。", "标准体系运行未满半年；"])
@pytest.mark.parametrize("paper_id", ["D04", "D08e"])
def test_a_reason_ends_with_one_stop_after_its_article(paper_id: str, reason: str) -> None:
    text = told(paper_id, reasons=[{"reason": reason, "article": "第十八条"}])
    assert [line for line in text if line.startswith("1.")] == ["1.标准体系运行未满半年（依据：《细则》第十八条）。"]


@pytest.mark.parametrize("problem", ["检查未形成记录", "检查未形成记录。"])
@pytest.mark.parametrize("paper_id", ["D14", "D17"])
def test_a_problem_ends_with_one_stop_with_and_without_a_ground(paper_id: str, problem: str) -> None:
    text = told(paper_id, problems=[{"problem": problem, "ground": "评估报告第三部分"}, {"problem": problem}])
    assert [line for line in text if line[:2] in {"1.", "2."}] == [
        "1.检查未形成记录（评估报告第三部分）。",
        "2.检查未形成记录。",
    ]


def test_a_batch_that_the_programme_is_named_by_is_not_said_twice() -> None:
    assert "现下达湖北省社会管理和公共服务综合标准化第二批试点任务" in "".join(told("D06p", batch="第二批"))
    assert "现下达第三批湖北省社会管理和公共服务综合标准化第二批试点任务" in "".join(told("D06p", batch="第三批"))


@pytest.mark.parametrize(
    ("type", "said"), [(DocumentType.APPROVAL, "现批复如下："), (DocumentType.REPLY, "现函复如下：")]
)
def test_an_answer_announces_itself_by_its_type(type: DocumentType, said: str) -> None:
    assert said in "".join(told("D06p", type))


def test_a_lapse_calls_itself_what_it_is() -> None:
    assert "收到本函后" in "".join(told("D23"))
    assert "收到本通知后" in "".join(told("D23", DocumentType.NOTICE))


def test_a_disqualification_closes_once() -> None:
    assert "".join(told("D30")).count("通报。") == 1


def test_what_belongs_to_a_pilot_says_the_word_pilot_once() -> None:
    assert quoted("政务服务综合标准化试点", "试点申请书") == "“政务服务综合标准化试点”申请书"
    assert quoted("政務服務綜合標準化試點", "试点申请书") == "“政務服務綜合標準化試點”申请书"
    assert quoted("政务服务综合标准化", "试点申请书") == "“政务服务综合标准化”试点申请书"
    assert quoted("政务服务综合标准化试点", "总结报告") == "“政务服务综合标准化试点”总结报告"


@pytest.mark.parametrize(
    ("paper_id", "type", "held"),
    [
        ("D16", None, False),
        ("D20", None, False),
        ("D15", DocumentType.DECISION, True),
    ],
)
def test_a_decision_goes_with_the_signature_only_where_nothing_follows_it(
    paper_id: str, type: DocumentType | None, held: bool
) -> None:
    docx = compose(replace(sample_request(paper(paper_id), draft=False), type=type)).docx
    decision = next(p for p in Document(io.BytesIO(docx)).paragraphs if p.text.startswith("根据"))
    assert "决定" in decision.text
    assert decision.style is not None
    assert decision.style.name == ("公文结语" if held else "公文正文")
