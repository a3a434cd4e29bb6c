"""Letters to applicants and those who recommend them: a request in, a Word document out."""

from __future__ import annotations

from dataclasses import dataclass

from render.catalogue import letter_kind, used_slots
from render.context import context_of, marked_pictures
from render.errors import RenderError
from render.limited import render_limited
from render.pictures import with_pictures
from render.request import LetterRequest, Material
from render.template import Template, render

__all__ = ["Letter", "LetterRequest", "Material", "addressed", "compose", "used_slots"]


@dataclass(frozen=True)
class Letter:
    """A letter as .docx bytes, its title, and the places of the form whose values it quotes.

    ``template`` and ``version`` are the name and the digest of the template that it was made with.
    """

    docx: bytes
    title: str
    used_slots: tuple[str, ...]
    template: str = ""
    version: str = ""


def addressed(recommended_by: str | None, unit: str) -> tuple[str, tuple[str, ...]]:
    """主送 and 抄送: to whoever recommends with a copy to the unit, or to the unit itself."""
    if recommended_by and recommended_by.strip():
        return recommended_by.strip(), (unit,)
    return unit, ()


def compose(request: LetterRequest, template: Template | None = None) -> Letter:
    """The letter; ``template`` replaces the shipped one.

    Raises :class:`RenderError`: ``kind-unknown``, ``detail-missing``, ``nothing-to-say``,
    ``finding-without-message``, ``ground-missing``, ``slot-unknown``, and what a template may do wrong.
    """
    kind = letter_kind(request.kind)
    for name in ("issuer", "signatory", "addressee"):
        if not getattr(request, name).strip():
            raise RenderError("detail-missing", f"文书缺少{_NAMED[name]}，请补充后再生成。")
    context = context_of(request)
    chosen = template or Template.letter(kind.template, request.script)
    filled = render_limited(chosen, context) if template else render(chosen, context)
    docx = with_pictures(filled, marked_pictures(request))
    return Letter(docx, str(context["标题"]), used_slots(request.kind, request.form), chosen.name, chosen.digest)


_NAMED = {"issuer": "发文机关", "signatory": "署名单位", "addressee": "主送机关"}
