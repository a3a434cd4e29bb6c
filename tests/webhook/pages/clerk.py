"""A clerk with a browser that runs no scripts: opens pages, fills in forms, presses buttons."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urldefrag, urljoin

import lxml.html
from flask.testing import FlaskClient
from lxml.html import HtmlElement
from werkzeug.test import TestResponse

from tests.webhook.conftest import Office

File = tuple[str, bytes]


class Clerk:
    """``at`` is the address with its fragment, ``presses`` counts the buttons and links used."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.client: FlaskClient = office.app.test_client()
        self.at = "/"
        self.presses = 0
        self.response: TestResponse

    # -- pages -------------------------------------------------------------------

    def open(self, path: str) -> Clerk:
        return self._shown(self.client.get(urldefrag(path)[0]), path)

    def sign_in(self) -> Clerk:
        self.open("/login")
        self.press("登录", token=self.office.token)
        self.presses = 0
        return self

    @property
    def html(self) -> str:
        return self.response.get_data(as_text=True)

    @property
    def page(self) -> HtmlElement:
        return lxml.html.document_fromstring(self.html)

    @property
    def text(self) -> str:
        """What the page says, spaces taken away."""
        body = self.page.find("body")
        return re.sub(r"\s+", "", body.text_content())

    def said(self, css: str) -> list[str]:
        """The text of each element that matches, spaces made one."""
        return [" ".join(found.text_content().split()) for found in self.select(css)]

    def select(self, css: str) -> list[HtmlElement]:
        """The elements that match: names, ``.class``, ``#id``, ``[attribute]``, spaces and commas."""
        found: list[HtmlElement] = self.page.xpath(" | ".join(_xpath(one) for one in css.split(",")))
        return found

    def link(self, words: str) -> str:
        """Where the link that says ``words`` leads; several may say it when they lead to one place."""
        (found,) = {str(a.get("href")) for a in self.select("a[href]") if words in a.text_content()}
        return found

    # -- forms -------------------------------------------------------------------

    def press(self, words: str, inside: str = "main, header", files: tuple[File, ...] = (), **typed: str) -> Clerk:
        """Press the first button in ``inside`` that says ``words``, with ``typed`` in its form's fields."""
        button = self.button(words, inside)
        form = next(a for a in button.iterancestors("form"))
        data: dict[str, Any] = fields(form) | typed
        if button.get("name"):
            data[str(button.get("name"))] = button.get("value")
        if files:
            data["file"] = [(io.BytesIO(content), name) for name, content in files]
        self.presses += 1
        return self.send(urljoin(self.at, form.get("action")), data)

    def button(self, words: str, inside: str = "main, header") -> HtmlElement:
        found = [b for scope in self.select(inside) for b in scope.iter("button") if words in b.text_content()]
        assert found, f"no button {words!r} in {inside}; there are {self.said('button')}"
        return found[0]

    def send(self, path: str, data: Mapping[str, Any]) -> Clerk:
        answer = self.client.post(urldefrag(path)[0], data=data)
        if answer.status_code in (302, 303):
            return self.open(answer.headers["Location"])
        return self._shown(answer, path)

    def hand_in(self, *files: File, **typed: str) -> Clerk:
        """Upload from the first page, have the files read, and look at what came of them."""
        self.open("/").press("上传并读取", files=files, **typed)
        self.office.work()
        return self.open(self.at)

    def _shown(self, response: TestResponse, path: str) -> Clerk:
        if response.status_code in (302, 303):
            return self.open(response.headers["Location"])
        self.response, self.at = response, path
        return self


_PART = re.compile(r"(?P<sign>[.#]?)(?P<name>[\w-]+)|\[(?P<attribute>[\w-]+)(?:=(?P<value>[\w-]+))?\]")


def _xpath(css: str) -> str:
    steps = []
    for compound in css.split():
        tests = []
        for part in _PART.finditer(compound):
            match part["sign"], part["name"], part["attribute"]:
                case "", str(name), None:
                    tests.append(f"self::{name}")
                case ".", name, None:
                    tests.append(f"contains(concat(' ', normalize-space(@class), ' '), ' {name} ')")
                case "#", name, None:
                    tests.append(f"@id='{name}'")
                case _, _, attribute:
                    tests.append(f"@{attribute}='{part['value']}'" if part["value"] else f"@{attribute}")
        steps.append(f"*[{' and '.join(tests)}]")
    return "//" + "//".join(steps)


def fields(form: HtmlElement) -> dict[str, Any]:
    """What a browser sends of the form as it stands; a name given several times becomes a list."""
    data: dict[str, Any] = {}
    for name, value in form.form_values():
        data[name] = (
            [*data[name], value]
            if isinstance(data.get(name), list)
            else value
            if name not in data
            else [data[name], value]
        )
    return {name: value for name, value in data.items() if name != "file"}
