"""The sample papers that come with the product, so that a newcomer sees the whole job in a minute."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from webhook.service.problems import NotFound

FOLDER = Path(__file__).resolve().parent.parent / "samples"
INDEX = "index.toml"


@dataclass(frozen=True)
class Sample:
    """``special`` says what there is to be seen in this paper."""

    file: str
    title: str
    special: str

    @property
    def format(self) -> str:
        return self.file.rpartition(".")[2].upper()


@cache
def samples(folder: Path = FOLDER) -> tuple[Sample, ...]:
    """The samples in the order of their index; none where the product comes without any."""
    index = folder / INDEX
    if not index.exists():
        return ()
    listed = tomllib.loads(index.read_text("utf-8"))["sample"]
    return tuple(Sample(s["file"], s["title"], s.get("special", "")) for s in listed)


def sample_path(name: str, folder: Path = FOLDER) -> tuple[Sample, Path]:
    """The sample that the index lists under ``name``; :class:`NotFound` for any other name."""
    for sample in samples(folder):
        if sample.file == name:
            return sample, folder / sample.file
    raise NotFound("no-such-sample", "没有这份样例。", "请从首页选择样例。")
