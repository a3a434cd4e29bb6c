import argparse
import json

import pytest

from forms.outgoing_command import add_outgoing

OFFICE = "湖北省社会管理和公共服务标准化联席会议办公室"
RIGHT = {
    "kind": "application-report",
    "issuers": [OFFICE],
    "to": ["部级联席办公室"],
    "cc": ["湖北省人民政府"],
    "joint_review": True,
}


def run(tmp_path, text, *more):
    file = tmp_path / "paper.json"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    parser = argparse.ArgumentParser()
    add_outgoing(parser.add_subparsers(required=True))
    options = parser.parse_args(["outgoing", str(file), "--on", "2018-06-01", *more])
    return options.run(options)


def test_a_right_paper_is_printed_with_no_findings(tmp_path, capsys):
    assert run(tmp_path, json.dumps(RIGHT)) == 0
    assert json.loads(capsys.readouterr().out) == {
        "version": 1,
        "outgoing": {**RIGHT, "enclosures": []},
        "findings": [],
    }


def test_a_paper_from_the_wrong_office_is_found(tmp_path, capsys):
    assert run(tmp_path, json.dumps({**RIGHT, "issuers": ["湖北省教育厅"]}), "--programme", "hubei") == 0
    found = json.loads(capsys.readouterr().out)["findings"]
    assert [(f["code"], f["rule"]) for f in found] == [("issuer-wrong", "R04")]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"kind": "letter"}', "issuers：缺少此项。"),
        ("{", "第1行"),
        (b"\xff\xfe\x00", "不是 UTF-8"),
    ],
)
def test_a_file_that_describes_no_paper_is_refused_by_name(tmp_path, capsys, text, said):
    assert run(tmp_path, text) == 1
    streams = capsys.readouterr()
    assert streams.out == ""
    assert said in streams.err


def test_an_unknown_programme_is_named(tmp_path, capsys):
    assert run(tmp_path, json.dumps(RIGHT), "--programme", "mars") == 1
    assert "mars" in capsys.readouterr().err


def test_a_file_that_is_not_there_is_said(tmp_path, capsys):
    parser = argparse.ArgumentParser()
    add_outgoing(parser.add_subparsers(required=True))
    options = parser.parse_args(["outgoing", str(tmp_path / "none.json")])
    assert options.run(options) == 1
    assert "无法打开" in capsys.readouterr().err
