"""One catalogue of texts: complete in both scripts, every text used, and no Chinese anywhere else."""

from __future__ import annotations

import re
from dataclasses import fields
from functools import cache
from pathlib import Path
from string import Formatter

import pytest

from forms.finding import Severity
from forms.outside import OutsideFacts, Stage
from forms.registry import forms
from forms.script import script_of
from forms.types.named import KIND_NAMES
from render.catalogue import KINDS
from webhook import translations
from webhook.routes.pages.facts import GROUPS
from webhook.service.cases.findings import OPEN, REASONS, SET_ASIDE, UPHELD
from webhook.service.editions.sheet import FILLED_BY, NEEDS
from webhook.service.editions.shelf import CHANGED, DISCARDED, DRAFTED, FORCED, FOUND, RENAMED, WITHDRAWN
from webhook.service.editions.state import DRAFT, ENDED, FAULTY, IN_FORCE, PENDING
from webhook.service.letters.stages import BY_WAITING, CHANNELS, STAGES
from webhook.service.papers.batches import JOBS, STEPS
from webhook.service.review.decisions import TITLES
from webhook.store.letter_steps import DRAFT as DRAFT_FILE
from webhook.store.letter_steps import PDF, PROOF, SCAN
from webhook.store.letters import WITHDRAWN as LETTER_WITHDRAWN

WEBHOOK = Path(translations.__file__).parent.parent
TEMPLATES = sorted((WEBHOOK / "templates").glob("*.html"))
STATIC = sorted(p for p in (WEBHOOK / "static").iterdir() if p.suffix in (".js", ".svg"))
# An error's words stand where it is raised, as in the services: ``session`` raises one.
PAGE_ROUTES = sorted(p for p in (WEBHOOK / "routes" / "pages").glob("*.py") if p.stem != "session")
CHINESE = re.compile(r"[\u3400-\u9fff]")
WRITTEN = re.compile(r"""\bt\(\s*f?(["'])(?P<name>[a-z][\w.-]*)\1\s*(?P<more>~|,|\))""")
BUILT = re.compile(r"""\bt\(\s*(?:f["'](?P<f>[a-z][\w.-]*)\{|["'](?P<j>[a-z][\w.-]*)["']\s*~)""")

CODED = {
    "answer_kind": list(KIND_NAMES),
    "editions.actions": [DRAFTED, CHANGED, RENAMED, FORCED, WITHDRAWN, DISCARDED, FOUND],
    "editions.filled_by": list(FILLED_BY),
    "editions.needs": list(NEEDS),
    "editions.states": [DRAFT, PENDING, IN_FORCE, ENDED, FAULTY],
    "decision": list(TITLES),
    "decision.confirm": ["correction", "accepted", "refused"],
    "decision.make": ["correction", "accepted", "refused"],
    "disposition": [OPEN, UPHELD, SET_ASIDE],
    "edition": [form.edition for form in forms()],
    "finding.reason": list(REASONS),
    "kind": ["form", "companion", "other"],
    "letter": [kind.id for kind in KINDS],
    "letters.channel": list(CHANNELS),
    "letters.did": [*STAGES[1:], LETTER_WITHDRAWN],
    "letters.file": [DRAFT_FILE, SCAN, PDF, PROOF],
    "letters.heap": list(BY_WAITING),
    "letters.state": [*STAGES, LETTER_WITHDRAWN],
    "letters.step": [*STAGES, LETTER_WITHDRAWN],
    "batches.at_work": list(JOBS),
    "batches.step": list(STEPS),
    "severity": [severity.value for severity in Severity],
    "facts.name": [field.name for field in fields(OutsideFacts) if field.name != "received_on"],
    "facts.field": [ask.name for group in GROUPS.values() for ask in group],
    "facts.group": list(GROUPS),
    "stage": [stage.value for stage in Stage],
    "state": ["reading", "failed", "unrecognised", *TITLES],
}
"""Texts named by a code of the services."""


def sources() -> str:
    return "\n".join(path.read_text("utf-8") for path in (*TEMPLATES, *PAGE_ROUTES))


@pytest.mark.parametrize("path", [*TEMPLATES, *STATIC], ids=lambda path: path.name)
def test_no_chinese_stands_outside_the_catalogue(path: Path) -> None:
    text = re.sub(r"\{#.*?#\}", "", path.read_text("utf-8"), flags=re.DOTALL)
    assert [line for line in text.splitlines() if CHINESE.search(line.replace("：", "").replace("、", ""))] == []


@pytest.mark.parametrize("path", PAGE_ROUTES, ids=lambda path: path.name)
def test_no_chinese_stands_in_the_code_of_the_pages(path: Path) -> None:
    code = re.sub(r'""".*?"""|#.*', "", path.read_text("utf-8"), flags=re.DOTALL)
    assert [line for line in code.splitlines() if CHINESE.search(line)] == []


def test_every_text_that_a_page_asks_for_by_name_is_written() -> None:
    asked = {m["name"] for m in WRITTEN.finditer(sources()) if m["more"] != "~"}
    assert len(asked) > 80
    assert asked - set(translations.texts("hans")) == set()


@pytest.mark.parametrize("prefix", CODED)
def test_every_code_of_the_services_has_its_text(prefix: str) -> None:
    assert [f"{prefix}.{code}" for code in CODED[prefix] if f"{prefix}.{code}" not in translations.texts("hans")] == []


def test_everything_that_is_told_of_a_submission_has_its_words() -> None:
    written = re.compile(r"""audit\.add\([^"]*?"([\w-]+)",\s*\("(?:submission|document|form|letter)\"""")
    services = (WEBHOOK / "service").rglob("*.py")
    told = {name for file in services for name in written.findall(file.read_text("utf-8"))}
    assert len(told) > 15
    assert [name for name in sorted(told) if f"event.{name}" not in translations.texts("hans")] == []


def test_every_text_is_used() -> None:
    text = sources()
    asked = {m["name"] for m in WRITTEN.finditer(text)} | set(re.findall(r"""["']([a-z]+\.[\w.]+)["']""", text))
    built = (*tuple(m["f"] or m["j"] for m in BUILT.finditer(text)), "path.")
    unused = [name for name in translations.texts("hans") if name not in asked and not name.startswith(built)]
    assert unused == []


@pytest.mark.parametrize("name", list(translations.texts("hans")))
def test_each_text_is_complete_in_both_scripts(name: str) -> None:
    simplified, traditional = (translations.texts(script)[name] for script in translations.SCRIPTS)
    assert script_of(simplified) == "hans" or name == "frame.hant"
    assert not any(script_of(c) == "hans" and c in simplified_only() for c in traditional)
    placeholders = [sorted(n for _, n, _, _ in Formatter().parse(t) if n) for t in (simplified, traditional)]
    assert placeholders[0] == placeholders[1]


@cache
def simplified_only() -> frozenset[str]:
    """Letters of the catalogue that a traditional text does not write: what the conversion changes by itself."""
    from opencc import OpenCC

    convert = OpenCC("s2tw").convert
    return frozenset(c for text in translations.texts("hans").values() for c in text if convert(c) != c)


def test_a_text_may_be_given_in_both_scripts() -> None:
    assert translations.text("hans", "frame.hant") == translations.text("hant", "frame.hant") == "繁"


def test_placeholders_are_filled_in() -> None:
    assert translations.text("hant", "place.page", n=3) == "第3頁"


def test_a_text_that_nobody_wrote_is_an_error() -> None:
    with pytest.raises(translations.UnknownText, match=r"review\.nothing"):
        translations.text("hans", "review.nothing")
