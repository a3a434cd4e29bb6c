"""What a reading of a drawn paper gets wrong, in silence or marked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from extract.reading import Result, read
from forms.paper import PaperReading
from forms.programme import programme
from forms.record import Answer
from tests.companion_drawing import Drawn

ON = date(2026, 1, 1)


@dataclass(frozen=True)
class Slip:
    """A slot that was read otherwise than it was drawn; ``marked`` says whether a person is asked to look."""

    where: str
    expected: Any
    read: Any
    marked: bool


def result_of(data: bytes, name: str = "paper.docx") -> Result:
    return read(data, name, programme=programme("national"), on=ON)[0]


def paper_of(data: bytes, name: str = "paper.docx") -> PaperReading:
    found = result_of(data, name).paper
    assert found is not None
    return found


def slips(paper: PaperReading, truth: Drawn) -> list[Slip]:
    """Every slot of ``truth`` that reads otherwise, and every row too many or too few."""
    found = [
        _slip(f"fields.{slot}", value, paper.fields.get(slot, Answer(None))) for slot, value in truth.fields.items()
    ]
    for name, rows in truth.rows.items():
        read_rows = paper.rows.get(name, ())
        if len(rows) != len(read_rows):
            marked = any(answer.needs_review for row in read_rows for answer in row.values())
            found.append(Slip(f"rows.{name}", len(rows), len(read_rows), marked))
            continue
        for n, (row, read_row) in enumerate(zip(rows, read_rows, strict=True)):
            found += [_slip(f"rows.{name}[{n}].{c}", v, read_row.get(c, Answer(None))) for c, v in row.items()]
    return [slip for slip in found if slip is not None]


def _slip(where: str, expected: Any, answer: Answer) -> Slip | None:
    value = answer.value
    if where.endswith(".covered") and isinstance(value, dict):
        value = value["answer"]
    if value == expected:
        return None
    return Slip(where, expected, value, answer.needs_review or (value is None and expected is not None))


def marks(paper: PaperReading) -> list[str]:
    """The slots that are marked for review, but for topics that a report does not speak of: those always are."""
    found = [slot for slot, answer in paper.fields.items() if answer.needs_review]
    return found + [
        f"{name}[{n}].{column}"
        for name, rows in paper.rows.items()
        for n, row in enumerate(rows)
        for column, answer in row.items()
        if answer.needs_review and not (column == "covered" and not answer.raw)
    ]
