"""What the drawings of all parts share: a slot's label and its answer with the printed hint beside it."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from forms.spec import Field
from forms.types import IntegerX4, LongText, YesNoText
from forms.types.kind import Composite
from tests.variants.labels import Labels
from tests.variants.layout import Layout
from tests.variants.sheet import Sheet

_JOINTS = ("/", " ", "　", "，", "\n", "（{}）")
_SORTS = ("国家标准", "行业标准", "地方标准", "内部标准")
_UNKNOWN = (
    ("传真号", "0717-6000001"),
    ("网址", "www.example.gov.cn"),
    ("单位简称", "政务中心"),
    ("从业人数", "120人"),
    ("银行账号", "6222000011112222"),
)


@dataclass(frozen=True)
class Pair:
    """A label's names and the answer beside it."""

    names: tuple[str, ...]
    text: str
    long: bool = False
    unlabelled: bool = False


@dataclass(frozen=True)
class Slots:
    """The slots of one paper."""

    sheet: Sheet
    how: Layout
    labels: Labels
    rng: random.Random

    def printed(self, fields: Sequence[Field]) -> list[Field]:
        """Those of ``fields`` that the paper prints, in its order."""
        found = [field for field in fields if field.ids[0] in self.sheet.fields]
        return self.rng.sample(found, len(found)) if self.how.shuffle else found

    def pairs(self, fields: Sequence[Field]) -> Iterator[Pair]:
        """The slots of a part, unknown ones between."""
        for field in self.printed(fields):
            yield from self.pair(field)
            if self.how.unknown and not field.unlabelled and self.rng.random() < 0.15:
                yield self.unknown()

    def pair(self, field: Field) -> Iterator[Pair]:
        """One slot; its parts apart where the layout says so and their labels tell whose they are."""
        said = [self.sheet.fields[slot] for slot in field.ids]
        if self.how.apart and field.part_labels:
            for names, part in zip(field.part_labels, said, strict=True):
                yield Pair(names, part.text)
        elif isinstance(field.kind, Composite):
            yield Pair(field.labels, self._joined([part.text for part in said]))
        elif self.how.apart and isinstance(field.kind, IntegerX4) and isinstance(said[0].value, list):
            for sort, count in zip(_SORTS, said[0].value, strict=True):
                yield Pair((sort + self.rng.choice(("数", "数量", "（项）")),), str(count))
        else:
            long = isinstance(field.kind, LongText | YesNoText)
            yield Pair(field.labels, self.hinted(field, said[0].text), long, field.unlabelled)

    def _joined(self, texts: list[str]) -> str:
        if not all(texts):
            return "".join(texts)
        way = self.rng.choice(_JOINTS)
        return texts[0] + (way.format(texts[1]) if "{}" in way else way + texts[1])

    def hinted(self, field: Field, text: str) -> str:
        """An answer with its printed hint left in, as the layout says."""
        hint = next((h for h in field.hints if h.startswith("（") and len(h) > 4), "")
        if not hint or self.how.hints == "none":
            return text
        hint = self.labels.convert(hint)
        ways = {"after": text + hint, "before": hint + text, "below": f"{text}\n{hint}" if text else hint}
        return ways[self.how.hints]

    def unknown(self) -> Pair:
        """A slot that no definition has."""
        name, text = self.rng.choice(_UNKNOWN)
        text = self.labels.convert(text)
        self.sheet.unknown.append(text)
        return Pair((name,), text)
