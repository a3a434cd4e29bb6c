"""What could not be read of a document."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class PageProblem:
    """A page or part that could not be read; the rest of the document stands."""

    code: str
    message: str
    page: int | None = None

    def to_json(self) -> dict[str, object]:
        return {"page": self.page, "code": self.code, "message": self.message}
