"""The Word templates of papers: the shipped one, those that an officer changed, and which of them is in force."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass

from render.catalogue import letter_kind
from render.letter import Letter, LetterRequest, compose
from render.papers.catalogue import PAPERS
from render.papers.kinds import Format
from render.papers.lint import lint
from render.papers.paper import Paper
from render.template import TEMPLATE_BYTES, Template
from webhook.service.letters.order import Attached
from webhook.service.plain_text import plain_name
from webhook.service.ports import Clock
from webhook.service.problems import BadUpload, Invalid, NotFound, TooLarge
from webhook.store.blobs import Blobs
from webhook.store.database import Store, Tx
from webhook.store.paper_templates import TemplateVersion

SHOWN_FAULTS = 50


@dataclass(frozen=True)
class PaperTemplate:
    """A paper's template in one layout: ``versions`` are what was put in force, oldest first, none at the beginning."""

    paper: Paper
    layout: Format
    shipped: str
    versions: tuple[TemplateVersion, ...]

    @property
    def in_force(self) -> TemplateVersion | None:
        """``None`` for the shipped one."""
        newest = self.versions[-1] if self.versions else None
        return newest if newest and newest.sha256 else None

    @property
    def kept(self) -> tuple[TemplateVersion, ...]:
        """Every changed template that was accepted, newest first, each once."""
        once = {version.sha256: version for version in reversed(self.versions) if version.sha256}
        return tuple(once.values())


class PaperTemplates:
    def __init__(self, store: Store, blobs: Blobs, clock: Clock) -> None:
        self._store = store
        self._blobs = blobs
        self._clock = clock

    def get(self, paper_id: str, layout: str | None = None) -> PaperTemplate:
        """The template of the paper; :class:`NotFound` without such a paper, :class:`Invalid` for another layout."""
        with self._store.read() as tx:
            return self._now(tx, paper_id, layout)

    def changed(self) -> frozenset[tuple[str, str]]:
        """Paper and layout of every template that is not the shipped one."""
        with self._store.read() as tx:
            return tx.templates.changed()

    def for_paper(self, paper: Paper, layout: Format, script: str) -> Template | None:
        """The changed template that is in force; ``None`` for the shipped one."""
        with self._store.read() as tx:
            version = self._now(tx, paper.id, layout.value).in_force
        return self._template(version, script) if version else None

    def version(self, paper_id: str, layout: str, sha256: str, script: str) -> Template:
        """A template that was accepted once, whether or not it is in force; :class:`NotFound` without it."""
        return self._template(_kept(self.get(paper_id, layout), sha256), script)

    def file(self, paper_id: str, layout: str | None = None, sha256: str | None = None) -> tuple[str, bytes]:
        """Name and bytes of an accepted template, or of the shipped one."""
        now = self.get(paper_id, layout)
        if sha256 is None or sha256 == now.shipped:
            shipped = Template.letter(now.paper.template_name(now.layout))
            return f"{now.paper.id}-{now.layout.value}.docx", shipped.data
        version = _kept(now, sha256)
        return version.name, self._blobs.get(sha256)

    def accept(self, paper_id: str, layout: str | None, given: Attached, by: str) -> PaperTemplate:
        """The changed template in force from now on.

        Raises :class:`Invalid` ``template-faulty`` naming every fault, :class:`BadUpload` and :class:`TooLarge`; then
        nothing was changed.
        """
        now = self.get(paper_id, layout)
        data = _received(given)
        _refuse_faulty(data, now)
        blob = self._blobs.put(io.BytesIO(data))
        return self._put(now, blob.sha256, plain_name(given.name)[-100:], by)

    def put_in_force(self, paper_id: str, layout: str | None, sha256: str | None, by: str) -> PaperTemplate:
        """An accepted template, or without ``sha256`` the shipped one, in force again; :class:`NotFound` without it.

        An accepted one is looked through again: the program may ask for more than it did then.
        """
        now = self.get(paper_id, layout)
        if sha256 is None or sha256 == now.shipped:
            return self._put(now, None, "", by)
        version = _kept(now, sha256)
        _refuse_faulty(self._blobs.get(sha256), now)
        return self._put(now, sha256, version.name, by)

    def _put(self, now: PaperTemplate, sha256: str | None, name: str, by: str) -> PaperTemplate:
        at = self._clock()
        with self._store.write() as tx:
            tx.templates.add(TemplateVersion(now.paper.id, now.layout.value, sha256, name, by, at))
            about = {"layout": now.layout.value, "sha256": sha256, "name": name}
            tx.audit.add(at, by, "template-in-force", ("paper", now.paper.id), **about)
            return self._now(tx, now.paper.id, now.layout.value)

    def _now(self, tx: Tx, paper_id: str, layout: str | None) -> PaperTemplate:
        paper = find_paper(paper_id)
        chosen = layout or paper.format.value
        if chosen not in paper.formats or chosen == Format.FORM:
            layouts = "、".join(layout for layout in paper.formats if layout is not Format.FORM) or "没有模板"
            raise Invalid(
                "layout-unknown", f"{paper.name}的格式为{layouts}，没有“{chosen}”格式的模板。", "请改用其中之一。"
            )
        shipped = Template.letter(paper.template_name(Format(chosen))).digest
        return PaperTemplate(paper, Format(chosen), shipped, tx.templates.of(paper_id, chosen))

    def _template(self, version: TemplateVersion, script: str) -> Template:
        assert version.sha256 is not None
        return Template(version.name, self._blobs.get(version.sha256), script)


def composer(templates: PaperTemplates) -> Callable[[LetterRequest], Letter]:
    """What composes the letters on a submission, out of the template in force for their paper."""

    def made(request: LetterRequest) -> Letter:
        paper = find_paper(letter_kind(request.kind).paper)
        return compose(request, templates.for_paper(paper, Format.LETTER, request.script))

    return made


def find_paper(paper_id: str) -> Paper:
    """The paper of the catalogue; :class:`NotFound` without it."""
    found = next((paper for paper in PAPERS if paper.id == paper_id), None)
    if found is None:
        raise NotFound("no-such-paper", f"没有编号为“{paper_id[:20]}”的文书。", "请从文书目录中选择。")
    return found


def _kept(now: PaperTemplate, sha256: str) -> TemplateVersion:
    found = next((version for version in now.kept if version.sha256 == sha256), None)
    if found is None:
        raise NotFound("no-such-template", "没有这一版模板。", "请从版本列表中选择。")
    return found


def _received(given: Attached) -> bytes:
    data = given.stream.read(TEMPLATE_BYTES + 1)
    if not data:
        raise BadUpload("empty-file", "上传的模板是空文件。", "请重新选择文件。")
    if len(data) > TEMPLATE_BYTES:
        raise TooLarge("file-too-large", f"模板超过{TEMPLATE_BYTES // 1_000_000}MB。", "请删去图片后重新上传。")
    return data


def _refuse_faulty(data: bytes, now: PaperTemplate) -> None:
    faults = lint(data, now.paper, now.layout)
    if not faults:
        return
    details = {f"{number}": fault.message for number, fault in enumerate(faults[:SHOWN_FAULTS], start=1)}
    raise Invalid(
        "template-faulty",
        f"模板有{len(faults)}处问题，未采用。" + "".join(fault.message for fault in faults[:3]),
        "请在 Word 中更正后重新上传；现用的模板不变。",
        details,
    )
