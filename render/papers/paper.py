"""One paper of the programme as the catalogue holds it: its kind, who issues it to whom, what it needs and rests on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from forms.law import Basis, Citation
from forms.outgoing import PaperKind
from forms.programme import Level, Programme
from render.papers.kinds import About, DocumentType, Format, Organ, Party
from render.papers.need import Need
from render.papers.request import PaperRequest

Check = Callable[[Mapping[str, Any], PaperRequest], str | None]
"""What the facts of a paper must hold together: a complaint in Chinese, or ``None``."""


@dataclass(frozen=True)
class Paper:
    """One paper. ``subject`` is what its title is about, with ``{pilot}``, ``{programme}`` filled in; ``template`` the
    body it shares with others, ``words`` what sets it apart there, by placeholder.

    ``form`` is the standard form that the paper is (附件3), ``basis`` the articles it rests on or openly a practice.
    """

    id: str
    name: str
    types: tuple[DocumentType, ...]
    formats: tuple[Format, ...]
    organs: tuple[Organ, ...]
    to: tuple[Party, ...]
    subject: str
    template: str
    basis: tuple[Basis, ...]
    about: About = About.ONE
    needs: tuple[Need, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)
    copies_required: tuple[Party, ...] = ()
    copies_usual: tuple[Party, ...] = ()
    closing: str | None = None
    copies: str = ""
    """The programme's setting that says how many sets go out (一式2份); ``""`` for one."""
    enclosures: tuple[str, ...] = ()
    """What goes with the letter, with ``{n}`` for the number of pilots."""
    each: tuple[str, ...] = ()
    """What goes with the letter for every pilot."""
    listed: str = ""
    """The title of the list of pilots where it stands as an annex."""
    columns: tuple[str, ...] = ("试点名称", "承担单位", "保证单位", "试点期限")
    adverse: bool = False
    """A refusal or sanction: it needs an article, never a practice alone."""
    form: str = ""
    outgoing: PaperKind | None = None
    """What the rules on outgoing papers call it."""
    checks: tuple[Check, ...] = ()
    national_only: bool = False
    """A paper between province and ministries, which a province's own pilots do not know (第三十九条)."""
    provincial_only: bool = False

    def __post_init__(self) -> None:
        ids = [need.id for need in self.needs]
        labels = [need.label for need in self.needs]
        if len(set(ids)) < len(ids) or len(set(labels)) < len(labels):
            raise ValueError(f"paper {self.id} asks for one thing twice")
        if self.adverse and not any(isinstance(basis, Citation) for basis in self.basis):
            raise ValueError(f"paper {self.id} refuses or punishes without an article")

    @property
    def type(self) -> DocumentType:
        """The usual 文种."""
        return self.types[0]

    @property
    def format(self) -> Format:
        """The usual layout."""
        return self.formats[0]

    def issued_by(self, programme: Programme) -> tuple[Organ, ...]:
        """Whose paper it is under ``programme``: in its own pilots the province stands in the ministries' place."""
        if programme.level is Level.NATIONAL:
            return self.organs
        return tuple(dict.fromkeys(Organ.PROVINCE if o is Organ.MINISTRY else o for o in self.organs))

    def template_name(self, layout: Format) -> str:
        """The shipped template of the body in that layout."""
        return self.template if layout is Format.LETTER else f"{self.template}-document"

    def schema(self) -> dict[str, Any]:
        """The JSON schema of the facts that a request for the paper brings."""
        return {
            "type": "object",
            "title": self.name,
            "properties": {need.id: need.schema() for need in self.needs},
            "required": [need.id for need in self.needs if need.required and not _reckoned(need)],
            "additionalProperties": False,
        }


def _reckoned(need: Need) -> bool:
    """Whether a value follows from others where none is given."""
    return getattr(need.kind, "default", None) is not None or getattr(need.kind, "setting", None) is not None
