"""The first page without scripts: handing in, samples, the list of what came in, and what cannot be read."""

from __future__ import annotations

import io
from pathlib import Path
from urllib.parse import urlencode

import pytest
from PIL import Image

from extract.errors import DocumentError
from forms.script import traditional
from tests.webhook.conftest import PDF, Office, answer, record
from tests.webhook.pages.clerk import Clerk
from webhook.service import samples as sample_papers
from webhook.service.letters.writing import receipt_number
from webhook.service.problems import NotFound

ONE, OTHER = PDF + b" one", PDF + b" other"


def test_an_uploaded_file_is_read_and_shown(clerk: Clerk) -> None:
    clerk.office.reader.records[ONE] = record()
    clerk.hand_in(("申请书.pdf", ONE), programme="provincial")
    assert clerk.said("h1") == ["政务服务综合标准化试点"]
    assert "省级社会管理和公共服务综合标准化试点" in clerk.text
    assert clerk.office.services.cases.newest()[0].submission.channel == "page"


def test_several_files_are_one_submission_unless_they_are_to_be_apart(clerk: Clerk) -> None:
    clerk.hand_in(("1.pdf", ONE), ("2.pdf", OTHER))
    assert [len(case.documents) for case in clerk.office.services.cases.newest()] == [2]
    clerk.hand_in(("1.pdf", ONE), ("2.pdf", OTHER), apart="1")
    assert sorted(len(case.documents) for case in clerk.office.services.cases.newest()) == [1, 1, 2]
    assert clerk.at == "/"


def test_the_same_file_again_leads_to_what_it_was_before(clerk: Clerk) -> None:
    clerk.hand_in(("1.pdf", ONE))
    before = clerk.at
    clerk.open("/").press("上传并读取", files=(("1.pdf", ONE),))
    assert clerk.at == before
    assert clerk.said(".notice") == ["这些文件以前收到过，下面是原来的那一件。"]


@pytest.mark.parametrize(
    ("content", "status", "says"),
    [(b"", 400, "文件是空的"), (b"just words", 415, "纯文本"), (PDF * 100, 413, "文件超过")],
)
def test_what_cannot_be_taken_is_said_beside_the_field_and_nothing_is_kept(
    make_office: object, content: bytes, status: int, says: str
) -> None:
    from extract.limits import Limits

    clerk = Clerk(make_office(limits=Limits(file_bytes=1000))).sign_in()  # type: ignore[operator]
    clerk.open("/").press("上传并读取", files=(("申请书.pdf", content),), programme="provincial")
    assert clerk.response.status_code == status
    assert says in clerk.said("#files-fault")[0]
    assert clerk.select("option[selected]")[0].get("value") == "provincial"
    assert clerk.office.services.cases.newest() == ()


def test_of_several_files_the_one_that_cannot_be_taken_is_named_and_of_files_apart_the_others_are_kept(
    clerk: Clerk,
) -> None:
    files = (("甲.pdf", ONE), ("乙.pdf", b""), ("丙.pdf", OTHER))
    clerk.open("/").press("上传并读取", files=files)
    assert clerk.said("#files-fault")[0].startswith("“乙.pdf”：文件是空的")
    assert clerk.office.services.cases.newest() == ()
    clerk.press("上传并读取", files=(*files, ("丁.pdf", b"")), apart="1")
    assert [said.partition("：")[0] for said in clerk.said("#files-fault p")] == ["“乙.pdf”", "“丁.pdf”"]
    assert clerk.said(".notice.done") == ["收到 2 件，正在依次读取。"]
    kept = [case.documents[0].name for case in clerk.office.services.cases.newest()]
    assert sorted(kept) == ["丙.pdf", "甲.pdf"]


def photograph(colour: str, size: tuple[int, int] = (30, 40)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, "JPEG")
    return out.getvalue()


def test_photographs_of_the_pages_of_one_form_are_handed_in_as_one_file(clerk: Clerk) -> None:
    photographs = (("IMG_10.jpg", photograph("red")), ("IMG_9.jpg", photograph("blue")))
    clerk.hand_in(*photographs, pages="1", apart="1")
    [case] = clerk.office.services.cases.newest()
    assert [document.name for document in case.documents] == ["IMG_9等2页.pdf"]
    first = clerk.at
    clerk.hand_in(*reversed(photographs), pages="1")
    assert clerk.at == first, "the same photographs are the same file"


def test_photographs_that_are_called_alike_are_joined_unasked_and_parted_by_a_press(clerk: Clerk) -> None:
    pages = [(f"IMG_{number}.jpg", photograph(colour, (600, 800))) for number, colour in ((9, "red"), (10, "blue"))]
    clerk.hand_in(("推荐函.pdf", ONE), *reversed(pages))
    [case] = clerk.office.services.cases.newest()
    assert [document.name for document in case.documents] == ["推荐函.pdf", "IMG_9等2页.pdf"]
    clerk.open(clerk.at)
    assert clerk.said(".joined span") == ["“IMG_9等2页.pdf”由同一来件中的2张照片按文件名合成，按一份文件读取。"]
    clerk.press("逐张读取")
    handed_in = [[document.name for document in case.documents] for case in clerk.office.services.cases.newest()]
    assert ["IMG_9等2页-1.jpg", "IMG_9等2页-2.jpg"] in handed_in


def test_photographs_that_are_to_be_apart_are_not_joined(clerk: Clerk) -> None:
    clerk.hand_in(*((f"{n}.jpg", photograph(c, (600, 800))) for n, c in enumerate(("red", "blue"))), apart="1")
    assert [len(case.documents) for case in clerk.office.services.cases.newest()] == [1, 1]


def test_one_photograph_stays_what_it_is(clerk: Clerk) -> None:
    clerk.hand_in(("IMG_9.jpg", photograph("blue")), pages="1")
    assert [document.name for document in clerk.office.services.cases.newest()[0].documents] == ["IMG_9.jpg"]


def test_what_is_no_photograph_is_not_joined_with_any(clerk: Clerk) -> None:
    clerk.open("/").press("上传并读取", files=(("1.jpg", photograph("red")), ("2.pdf", ONE)), pages="1")
    assert clerk.response.status_code == 422
    assert clerk.said("#files-fault")[0].startswith("“2.pdf”：不是 JPEG 照片")
    assert clerk.office.services.cases.newest() == ()


def test_pressing_upload_without_a_file_is_answered_in_words(clerk: Clerk) -> None:
    clerk.open("/").press("上传并读取")
    assert clerk.response.status_code == 400
    assert "没有收到文件" in clerk.said("#files-fault")[0]


def test_while_a_file_is_read_the_page_says_so_and_reloads_by_itself(clerk: Clerk) -> None:
    clerk.office.reader.records[ONE] = record()
    clerk.open("/").press("上传并读取", files=(("申请书.pdf", ONE),))
    assert clerk.said("h2") == ["正在读取"]
    assert "已读完0份，共1份。" in clerk.text
    assert clerk.select("meta[http-equiv=refresh]")
    assert clerk.said("[aria-live]") == ["已读完 0 份，共 1 份。"]
    progress = f"{clerk.at}/progress"
    assert clerk.client.get(progress).get_json() == {"status": "reading", "done": 0, "of": 1, "pages": []}
    clerk.office.work()
    assert clerk.client.get(progress).get_json() == {"status": "complete", "done": 1, "of": 1, "pages": []}


def test_a_file_that_cannot_be_read_shows_code_message_and_advice_and_stays_downloadable(clerk: Clerk) -> None:
    clerk.office.reader.errors[ONE] = DocumentError("encrypted-document", "文件有密码。", "请取消密码后重新上传。")
    clerk.hand_in(("加密.pdf", ONE))
    assert clerk.said(".trouble h2") == ["文件有密码。"]
    assert "请取消密码后重新上传。" in clerk.text
    assert "encrypted-document" in clerk.text
    kept = clerk.client.get(clerk.link("加密.pdf"))
    assert (kept.status_code, kept.data) == (200, ONE)
    assert "attachment" in kept.headers["Content-Disposition"]
    assert clerk.open("/").said(".list .chip") == ["失败"]


def test_a_file_that_holds_none_of_our_forms_says_so(clerk: Clerk) -> None:
    clerk.hand_in(("通知.pdf", OTHER))
    assert clerk.said(".trouble h2") == ["文件可以打开，但不是本系统认识的申报表"]
    assert clerk.client.get(clerk.link("通知.pdf")).data == OTHER
    assert clerk.open(clerk.link("文书和办理记录")).said(".trail b") == ["王芳", "系统"]


def test_the_list_shows_newest_first_what_is_left_to_do(clerk: Clerk) -> None:
    clerk.office.paper(record(contact_name=answer("张伟", needs_review=True)))
    clerk.open("/")
    assert clerk.said(".list tbody a") == ["政务服务综合标准化试点"]
    assert clerk.said(".todo .chip")[0] == "待核对 1"
    assert clerk.said(".todo .chip")[1].startswith("须补正 ")
    assert clerk.said(".list td .state-pending") == ["待核对"]


def test_a_long_list_comes_in_pages(clerk: Clerk) -> None:
    for number in range(26):
        clerk.office.post((f"{number:02d}.pdf", PDF + b"%d" % number))
    assert len(clerk.open("/").said(".list tbody tr")) == 25
    assert len(clerk.open(clerk.link("较早的")).said(".list tbody tr")) == 1
    assert len(clerk.open(clerk.link("较新的")).said(".list tbody tr")) == 25


def test_an_unknown_submission_is_a_page_in_words(clerk: Clerk) -> None:
    clerk.open("/submissions/0123456789abcdef")
    assert clerk.response.status_code == 404
    assert clerk.said("h1") == ["没有这次申报。"]


# -- samples ------------------------------------------------------------------------


def test_every_sample_of_the_index_is_offered_and_taken_in_by_one_press(clerk: Clerk) -> None:
    listed = sample_papers.samples()
    assert [" ".join(said.split()[1:]) for said in clerk.open("/").said(".sample")]
    assert len(clerk.said(".sample")) == len(listed) >= 6
    clerk.press(listed[0].title, inside=".samples")
    [case] = clerk.office.services.cases.newest()
    assert case.documents[0].name == listed[0].file
    assert case.submission.programme == "provincial", "a call that is long closed would refuse every sample"


def test_only_files_of_the_index_are_samples(clerk: Clerk) -> None:
    token = clerk.open("/").select("input[name=csrf_token]")[0].get("value")
    for name in ("index.toml", "..%2Findex.toml", "none.docx"):
        clerk.send(f"/samples/{name}", {"csrf_token": token})
        assert clerk.response.status_code == 404
    assert clerk.office.services.cases.newest() == ()


def test_a_product_without_samples_offers_none(tmp_path: Path, clerk: Clerk, monkeypatch: pytest.MonkeyPatch) -> None:
    assert sample_papers.samples(tmp_path) == ()
    with pytest.raises(NotFound):
        sample_papers.sample_path("complete.docx", tmp_path)
    monkeypatch.setattr("webhook.routes.pages.upload.samples", lambda: ())
    assert clerk.open("/").said(".samples") == []


def test_the_state_of_the_service_is_told_on_the_first_page(office: Office) -> None:
    clerk = Clerk(office).sign_in().open("/")
    assert "系统运行异常，请联系管理员" in clerk.said(".health")[0], "no runner works in this test"


def test_a_paper_that_may_be_one_of_the_forms_is_named_as_an_office_calls_it(clerk: Clerk) -> None:
    ids = ("annex3-evaluation-report", "annex6-recheck-report", "annex1-application")
    guesses = [{"form": id, "score": score} for id, score in zip(ids, (0.41, 0.24, 0.15), strict=True)]
    clerk.office.reader.besides = {"kind": "other", "candidates": guesses}
    clerk.hand_in(("封面.jpg", ONE))
    assert clerk.said(".outcomes td")[-1] == "其他文件 · 可能是附件3评估报告或者附件6复查报告，但未能认定"
    assert "各页照片" in clerk.said(".lead")[0]


def test_a_paper_that_is_like_no_form_is_called_none(clerk: Clerk) -> None:
    clerk.office.reader.besides = {"kind": "other", "candidates": [{"form": "annex1-application", "score": 0.1}]}
    clerk.hand_in(("照片.jpg", ONE))
    assert clerk.said(".outcomes td")[-1] == "其他文件"


def test_a_file_without_a_form_is_told_beside_the_forms_of_its_submission(clerk: Clerk) -> None:
    clerk.office.reader.records[ONE] = record()
    clerk.hand_in(("申请书.pdf", ONE), ("第二页.pdf", OTHER))
    assert clerk.said(".files .chip") == ["未见申报表"]


def test_papers_of_which_none_was_read_are_not_called_faultless(clerk: Clerk) -> None:
    clerk.office.reader.errors = dict.fromkeys((ONE, OTHER), DocumentError("damaged-document", "已损坏。", "请重交。"))
    clerk.hand_in(("甲.pdf", ONE), ("乙.pdf", OTHER))
    assert clerk.said("#package .empty") == ["没有读出申报表，是否成套无从检查。"]


def test_of_files_that_belong_together_one_that_cannot_be_taken_tells_that_no_other_was(clerk: Clerk) -> None:
    clerk.open("/").press("上传并读取", files=(("1.pdf", ONE), ("空.docx", b""), ("2.pdf", OTHER)))
    assert "另外2份文件也没有收下" in clerk.text
    assert clerk.office.services.cases.newest() == ()
    clerk.open("/").press("上传并读取", files=(("空.docx", b""),))
    assert "另外" not in clerk.said("#files-fault")[0]
    clerk.open("/").press("上传并读取", files=(("1.pdf", ONE), ("空.docx", b"")), apart="1")
    assert "另外" not in clerk.said("#files-fault")[0], "each stands for itself, and the good one was taken"


# -- finding a paper again ------------------------------------------------------------------------------------------


CODE = "11420103MB0U12345X"


def handed_in(clerk: Clerk) -> tuple[str, str]:
    """Two submissions: of 武汉市江汉区, and of a file that is none of our forms; their addresses."""
    clerk.office.reader.records[ONE] = record(organization_code=answer(CODE))
    clerk.hand_in(("申请书.pdf", ONE))
    first = clerk.at
    clerk.hand_in(("会议%通知.pdf", OTHER))
    return first, clerk.at


def found(clerk: Clerk, **asked: str) -> list[str]:
    clerk.open(f"/?{urlencode(asked)}")
    return [str(a.get("href")) for a in clerk.select(".recent tbody a")]


def test_a_paper_is_found_by_what_stands_on_it_in_either_script(clerk: Clerk) -> None:
    paper, other = handed_in(clerk)
    unit = "武汉市江汉区人民政府"
    for asked in (unit, traditional(unit), CODE.lower(), f"{unit[:3]} {CODE[-4:]}", "张伟", "申请书"):
        assert found(clerk, q=asked) == [paper], asked
    assert found(clerk, q="会议%") == [other]
    assert found(clerk, q="%") == [other], "a sign of the search's own stands for itself"
    assert found(clerk, q="box_mm") == [], "what only the record says is nothing that stands on paper"
    assert "没有找到符合条件的来件" in clerk.text
    assert set(found(clerk)) == {other, paper}


def test_a_paper_is_found_by_its_receipts_number_and_after_a_correction_by_its_new_name(clerk: Clerk) -> None:
    paper, _ = handed_in(clerk)
    case = next(case for case in clerk.office.services.cases.newest() if case.papers)
    assert found(clerk, q=receipt_number(case)) == [paper]
    new = "社区养老服务标准化试点"
    clerk.open(paper).press("保存", inside="#fields-pilot_name", raw=new)
    assert found(clerk, q=new) == [paper]
    assert found(clerk, q="政务服务综合标准化试点") == [], "what was corrected no longer stands there"


def test_papers_are_listed_by_their_state(clerk: Clerk) -> None:
    paper, other = handed_in(clerk)
    assert found(clerk, state="pending") == [paper]
    assert found(clerk, state="failed") + found(clerk, state="unrecognised") == [other]
    assert found(clerk, state="accepted") == []
    assert set(found(clerk, state="no-such-state")) == {other, paper}
