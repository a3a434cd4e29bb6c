"""All definitions by id and edition."""

from __future__ import annotations

from functools import cache

from forms.spec import Form


@cache
def forms() -> tuple[Form, ...]:
    """Every definition in force; the editions of one form stand together, the newest first."""
    from forms.definitions import (
        annex1_hubei_2016,
        annex1_national,
        annex2_national,
        annex3_national,
        annex4_national,
        annex5_national,
        annex6_national,
    )

    return (
        annex1_national.FORM,
        annex1_hubei_2016.FORM,
        annex2_national.FORM,
        annex3_national.FORM,
        annex4_national.FORM,
        annex5_national.FORM,
        annex6_national.FORM,
    )


def form(form_id: str, edition: str) -> Form:
    """The definition of one form in one edition; ``KeyError`` names what there is."""
    for candidate in forms():
        if (candidate.id, candidate.edition) == (form_id, edition):
            return candidate
    known = ", ".join(f"{f.id}/{f.edition}" for f in forms())
    raise KeyError(f"{form_id}/{edition} is not defined; there are {known}")


def editions(form_id: str) -> tuple[Form, ...]:
    """Every edition of one form; empty for an unknown id."""
    return tuple(candidate for candidate in forms() if candidate.id == form_id)
