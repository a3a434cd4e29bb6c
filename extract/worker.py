"""A child process that reads documents for a service: it may die of a document, and the service goes on.

``python -m extract.worker MEMORY_BYTES CPU_SECONDS LIFELINE_FD`` answers requests until its standard input ends. A
frame, either way, is two big-endian lengths (4 and 8 bytes), a JSON head and a payload. Before the answer there may be
frames with ``begun``: the page that is read now, and how many there are. An answer's head has ``ok`` or ``error``
(code, message, advice) or ``missing`` (no such page); an unforeseen exception is answered with ``crash``, its type and
place but not its message, which may hold somebody's data, and ends the process.
"""

from __future__ import annotations

import json
import os
import re
import signal
import struct
import sys
import threading
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import IO, Any

LENGTHS = struct.Struct(">IQ")
MAX_HEAD_BYTES = 64 * 1024 * 1024
CRASHED = 70
"""Exit status after an unforeseen exception."""


@dataclass(frozen=True)
class Reply:
    """What a task gives back: JSON, and bytes beside it."""

    data: Any = None
    payload: bytes = b""


Task = Callable[[bytes, dict[str, Any]], Reply]
"""Does one thing with a document's bytes and the request's arguments."""


class EndOfStream(EOFError):
    """The other side is gone; what it had begun to say is lost."""


def send(stream: IO[bytes], head: Mapping[str, Any], payload: bytes = b"") -> None:
    """Write one frame. Halves of a character, which nothing could store, become U+FFFD."""
    text = re.sub("[\ud800-\udfff]", "\ufffd", json.dumps(head, ensure_ascii=False)).encode()
    stream.write(LENGTHS.pack(len(text), len(payload)) + text + payload)
    stream.flush()


def receive(read: Callable[[int], bytes]) -> tuple[dict[str, Any], bytes]:
    """Read one frame; ``read(n)`` gives exactly ``n`` bytes or raises :class:`EndOfStream`."""
    head_length, payload_length = LENGTHS.unpack(read(LENGTHS.size))
    if head_length > MAX_HEAD_BYTES:
        raise EndOfStream(f"a head of {head_length} bytes is no frame of ours")
    return json.loads(read(head_length)), read(payload_length)


def exactly(stream: IO[bytes]) -> Callable[[int], bytes]:
    """A reader of exactly ``n`` bytes from a blocking stream."""

    def read(count: int) -> bytes:
        data = stream.read(count)
        if len(data) < count:
            raise EndOfStream("the stream ended")
        return data

    return read


def read_task(data: bytes, request: dict[str, Any]) -> Reply:
    """Every form in the document, each as the contract's object, its whole record and its findings' subjects."""
    from extract.limits import Limits
    from extract.pages.sheets import sheet_json
    from extract.reading import read
    from forms import registry
    from forms.programme import programme

    registry.use(Path(request["editions"]) if request.get("editions") else None)
    results = read(
        data,
        request["name"],
        form_id=request["form"],
        programme=programme(request["programme"]),
        on=date.fromisoformat(request["on"]),
        limits=Limits(**request["limits"]),
    )
    return Reply(
        [
            {
                "body": result.to_json(),
                "record": result.record.to_json() if result.record else None,
                "subjects": [finding.subject for finding in result.findings],
                "sheets": [sheet_json(page) for page in result.sheets],
            }
            for result in results
        ]
    )


def unpack_task(data: bytes, request: dict[str, Any]) -> Reply:
    """The documents in a zip or mail, each written into a file of its own, and a mail's claims."""
    from extract.limits import Limits
    from extract.unpacking import unpacked

    return Reply(unpacked(data, request["name"], Path(request["into"]), Limits(**request["limits"])))


def page_task(data: bytes, request: dict[str, Any]) -> Reply:
    """One page as PNG."""
    from extract.pages.images import page_png

    return Reply(payload=page_png(data, request["number"], request["dpi"]))


def view_task(data: bytes, request: dict[str, Any]) -> Reply:
    """A page or a part of it as people look at it."""
    from extract.pages.sheets import page_of
    from extract.pages.views import page_view
    from forms.evidence import BBox

    sheet = page_of(request["sheet"]) if request["sheet"] else None
    box = BBox(*request["box"]) if request["box"] else None
    number, dpi = request["number"], request["dpi"]
    return Reply(payload=page_view(data, number, dpi, sheet, box, lossless=request["lossless"]))


def sizes_task(data: bytes, request: dict[str, Any]) -> Reply:
    """The size of every page of a PDF, in millimetres."""
    from extract.pages.views import page_sizes

    return Reply([list(size) for size in page_sizes(data)])


def models_task(data: bytes, request: dict[str, Any]) -> Reply:
    """Nothing, once the models that read pictures are loaded."""
    from extract.ocr.rapid import engine

    engine()
    return Reply()


def draft_task(data: bytes, request: dict[str, Any]) -> Reply:
    """An edition drafted from an official blank: its TOML text, whose form it is, and what a person should look at."""
    from extract.draft.blank import draft
    from extract.draft.toml_text import toml_text

    made = draft(data, request["name"], request["edition"], request["form"], request["base"])
    return Reply({"form": made.form.id, "toml": toml_text(made), "warnings": list(made.warnings)})


def trial_task(data: bytes, request: dict[str, Any]) -> Reply:
    """A document read under one edition of the folder, and the edition that it would be taken for by itself."""
    from extract.limits import Limits
    from extract.trial import read_under
    from forms import registry
    from forms.programme import programme

    registry.use(Path(request["editions"]))
    trial = read_under(
        registry.form(request["form"], request["edition"]),
        data,
        request["name"],
        programme=programme(request["programme"]),
        on=date.fromisoformat(request["on"]),
        limits=Limits(**request["limits"]),
    )
    record = trial.result.record
    taken = trial.taken_for
    return Reply(
        {
            "body": trial.result.to_json(),
            "record": record.to_json() if record else None,
            "taken_for": [taken.id, taken.edition] if taken else None,
        }
    )


TASKS: dict[str, Task] = {
    "read": read_task,
    "unpack": unpack_task,
    "page": page_task,
    "view": view_task,
    "sizes": sizes_task,
    "models": models_task,
    "draft": draft_task,
    "trial": trial_task,
}


def serve(tasks: Mapping[str, Task], cpu_seconds: int, requests: IO[bytes], answers: IO[bytes]) -> None:
    """Answer requests until the stream ends. Between requests the process keeps nothing of a document.

    ``cpu_seconds`` hold for a page where a document is read page by page, else for the request.
    """
    from extract.errors import DocumentError
    from extract.progress import told_to

    def begun(number: int, of: int) -> None:
        limit_cpu(cpu_seconds)
        send(answers, {"begun": [number, of]})

    read = exactly(requests)
    while True:
        try:
            request, _ = receive(read)
        except EndOfStream:
            return
        limit_cpu(cpu_seconds)
        try:
            with told_to(begun):
                reply = tasks[request["task"]](Path(request["file"]).read_bytes(), request)
        except DocumentError as error:
            send(answers, {"error": error.to_json()})
        except IndexError as error:
            if request["task"] not in ("page", "view"):
                raise
            send(answers, {"missing": type(error).__name__})
        else:
            send(answers, {"ok": reply.data}, reply.payload)


def limit_memory(memory_bytes: int) -> None:
    """Refuse more address space than that, write no core file and no huge temporary file."""
    import resource

    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def limit_cpu(seconds: int) -> None:
    """Let the process use ``seconds`` of processor time from now on; it is killed when they are gone."""
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + seconds + 1, hard))


def die_with_parent(lifeline: int) -> None:
    """Kill this process and all it started when the other end of ``lifeline`` closes: the service is gone."""

    def watch() -> None:
        os.read(lifeline, 1)
        os.killpg(os.getpgrp(), signal.SIGKILL)

    threading.Thread(target=watch, daemon=True, name="lifeline").start()


def describe(kind: type[BaseException], trace: TracebackType | None) -> dict[str, str]:
    """Type and innermost place of an exception, without its message."""
    frames = traceback.extract_tb(trace)
    place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"
    return {"type": kind.__name__, "at": place}


def take_over_streams() -> tuple[IO[bytes], IO[bytes]]:
    """Requests and answers on private descriptors: nothing that a library prints can get between the frames."""
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.dup2(nowhere, 1)
    return requests, answers


def main(arguments: list[str], tasks: Mapping[str, Task]) -> None:
    """Set the limits, then serve ``tasks``. Exits with :data:`CRASHED` after an unforeseen exception."""
    memory_bytes, cpu_seconds, lifeline = (int(argument) for argument in arguments)
    die_with_parent(lifeline)
    limit_memory(memory_bytes)
    requests, answers = take_over_streams()

    def report(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        send(answers, {"crash": describe(kind, trace)})
        os._exit(CRASHED)

    sys.excepthook = report
    serve(tasks, cpu_seconds, requests, answers)


if __name__ == "__main__":
    main(sys.argv[1:], TASKS)
