"""What a kind of answer is: how it is read from what stands there, judged, shown, tried out and validated."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from forms.record import Value

if TYPE_CHECKING:
    from marshmallow import fields as ma


@dataclass(frozen=True)
class Hint:
    """What else the document knows that helps to read one value.

    ``year`` is that of its own filing date; ``script`` the script of the whole document (``hans``, ``hant``,
    ``mixed``), which tells 于 from 於 in a name that gives no sign by itself.
    """

    year: int | None = None
    script: str | None = None


NO_HINT = Hint()


@dataclass(frozen=True)
class Reading:
    """A typed value and the reasons to doubt it: codes of :data:`forms.finding.CODES`.

    Empty ``doubts`` mean that the kind is sure; a value of ``None`` without doubts means that the slot is blank.
    """

    value: Value = None
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Fault:
    """What is wrong with a clean value: a finding code, and a Chinese sentence that says what to do."""

    code: str
    message: str
    severe: bool = False
    """Whether it must be put right before acceptance."""


class Kind(ABC):
    """One kind of answer. Kinds are immutable and free of state; equal parameters make equal kinds."""

    name: ClassVar[str]

    @abstractmethod
    def read(self, raw: str, hint: Hint = NO_HINT) -> Reading:
        """The value that ``raw`` states, in simplified script. ``raw`` has had printed hints taken out.

        Blank slots, left-over placeholders and empty brackets give ``Reading(None)``; anything that cannot be
        read with certainty carries a doubt. Never raises on any text.
        """

    def check(self, value: Value) -> tuple[Fault, ...]:
        """What is wrong with a value that could be read (``None`` is never passed)."""
        return ()

    @abstractmethod
    def show(self, value: Value) -> str:
        """The value as it is written into a form or a letter; ``read(show(v)).value == v``. ``None`` gives ``""``."""

    @abstractmethod
    def samples(self) -> tuple[Value, ...]:
        """At least two different good values, for round trips and blanks filled in by example."""

    @abstractmethod
    def field(self) -> ma.Field[Any]:
        """The marshmallow field that validates a value (``allow_none`` is set by the schema)."""


class Composite(ABC):
    """A label that holds several values (联系人/电话). ``kinds`` and the parts of ``split`` are in label order."""

    name: ClassVar[str]
    kinds: tuple[Kind, ...]

    @abstractmethod
    def split(self, raw: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The raw text of each part (``""`` where one is missing), and doubts about the split itself."""

    @abstractmethod
    def join(self, shown: tuple[str, ...]) -> str:
        """The shown parts as they are written into the one cell."""
