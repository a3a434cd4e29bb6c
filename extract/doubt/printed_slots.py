"""Slots of a text that were not found though their labels stand there, each in a line of its own or at its beginning: open.

Where the cells of a form are drawn without lines, or its labels stand halfway down their answers, an answer may be lost
together with its label; the words of the label say that the slot is printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from extract.document import Document, Flow, paragraphs
from extract.doubt.doubted import open_answer
from extract.words.labels import LabelIndex, keys
from forms.evidence import Evidence
from forms.record import Record
from forms.script import fold
from forms.spec import Field, Form, Section

_HEAD = re.compile(r"[ \u3000]{2,}|[\t:：]")
"""What parts a label from its answer in one line."""
_LEAST_LABEL = 4
_SEVERAL = 3
"""A shorter label may be a word of an answer, unless so many labels were lost."""
_MOST_LINES, _LEAST_WRAPPED = 4, 8
"""A label over several lines has so many at most, and so many characters at least."""
_HALF = 20
"""A part of a label that is printed in one line is no longer."""


def with_printed_slots(record: Record, document: Document, form: Form) -> Record:
    """``record`` with an open answer, marked, for each such slot."""
    missing = _missing(record, form)
    if not missing:
        return record
    found: dict[str, tuple[Field, Evidence]] = {}
    for text, at in _heads(document.flow):
        for key in keys(text):
            if key in missing:
                found.setdefault(key, (missing[key], at))
    several = len({field.ids for field, _ in found.values()}) >= _SEVERAL
    told = [pair for key, pair in found.items() if several or len(key) >= _LEAST_LABEL]
    return replace(record, fields={**record.fields, **{str(s): open_answer(at) for f, at in told for s in f.ids}})


def _missing(record: Record, form: Form) -> dict[str, Field]:
    """The labels of the fields of which no slot was found; none that names anything else as well."""
    index = LabelIndex.of(form)
    parts = (form.cover, *(section.fields for section in form.sections if isinstance(section, Section)))
    labels = [(key, field) for fields in parts for field in fields for key in index.labels_of(field)]
    lost = {field.ids for _, field in labels if not field.unlabelled and not any(s in record.fields for s in field.ids)}
    others = {key for key, field in labels if field.ids not in lost}
    others |= {fold(label) for rows in form.rows() for column in rows.columns for label in column.labels}
    others |= {fold(label) for block in form.blocks for label in block.labels}
    others |= {fold(label) for label in record.printed.labels.values()}
    return {key: field for key, field in labels if field.ids in lost and key not in others}


def _heads(flow: tuple[Flow, ...]) -> Iterator[tuple[str, Evidence]]:
    """What each line begins with before its colon or wide white, and what lines below one another begin with together."""
    lines = [(_HEAD.split(line.strip())[0], one.at) for one in paragraphs(flow) for line in one.lines]
    for number, (text, at) in enumerate(lines):
        yield text, at
        for following in lines[number + 1 : number + _MOST_LINES]:
            if len(following[0]) > _HALF or following[1].page != at.page:
                break
            text += following[0]
            if len(fold(text)) >= _LEAST_WRAPPED:
                yield text, at
