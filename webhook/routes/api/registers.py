"""``/api/v1/registers``: 收文登记簿 and 发文登记簿 to be printed and filed."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

from flask import Response, send_file

from webhook.routes.api.operation import PREFIX, Says, Takes, operation
from webhook.routes.incoming import ApiBlueprint
from webhook.routes.schemas import letters as schemas_letters
from webhook.routes.wiring import services
from webhook.service.registers.lines import Days

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WRONG = Says("The days are no range, or one of more than ten years")

registers = ApiBlueprint(
    "registers", __name__, url_prefix=f"{PREFIX}/registers", description="Papers that came in and letters that went out"
)


@operation(
    registers,
    "GET",
    "/incoming.xlsx",
    {200: Says("The register", content_type=XLSX), 422: WRONG},
    Takes(schemas_letters.DaysQuery),
)
def get_incoming_register(query: dict[str, Any]) -> Response:
    """Get the register of incoming papers

    What came in from one day to another, as a sheet.
    """
    days = chosen_days(query["first"], query["last"])
    return _sheet(services().registers.incoming_sheet(days), f"收文登记簿{_span(days)}.xlsx")


@operation(
    registers,
    "GET",
    "/outgoing.xlsx",
    {200: Says("The register", content_type=XLSX), 422: WRONG},
    Takes(schemas_letters.OutgoingRegisterQuery),
)
def get_outgoing_register(query: dict[str, Any]) -> Response:
    """Get the register of outgoing letters

    The letters signed from one day to another, as a sheet; void numbers are struck through.
    """
    days = chosen_days(query["first"], query["last"])
    return _sheet(services().registers.outgoing_sheet(days, query["issuer"] or None), f"发文登记簿{_span(days)}.xlsx")


def chosen_days(first: date | None, last: date | None) -> Days:
    """The range asked for; from the year's first day until today where it was not said."""
    default = services().registers.this_year()
    return Days(first or default.first, last or default.last)


def _span(days: Days) -> str:
    return f"{days.first:%Y%m%d}-{days.last:%Y%m%d}"


def _sheet(data: bytes, name: str) -> Response:
    return send_file(io.BytesIO(data), XLSX, as_attachment=True, download_name=name, etag=False)
