"""The API's description as a page: plain HTML made from the OpenAPI document, without a script or a foreign request."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from flask import Flask, Response
from markupsafe import Markup, escape

STYLE = """body { font: 16px/1.6 sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #1d2433 }
h2 { margin-top: 2.5rem; border-bottom: 1px solid #c5cbd6 } code { background: #eef1f5; padding: 0 .25rem }
table { border-collapse: collapse; width: 100% } td { border-top: 1px solid #dde2ea; padding: .25rem .5rem;
vertical-align: top } td:first-child { width: 14rem }
"""


def page(spec: dict[str, Any], prefix: str) -> str:
    """The whole page for an OpenAPI document."""
    body = Markup("").join(_operation(*found) for found in _operations(spec))
    title = escape(spec["info"]["title"])
    return Markup(
        "<!doctype html><html lang=en><head><meta charset=utf-8><title>{title} API</title>"
        '<link rel=stylesheet href="{prefix}/docs.css"></head><body><h1>{title} API</h1>'
        '<p>For programs: <a href="{prefix}/openapi.json">openapi.json</a> (OpenAPI {version}). '
        "Each request carries <code>Authorization: Bearer TOKEN</code>, a delivered mail its signature. Messages and advice of errors are in Chinese, "
        "for the people who meet them.</p>{body}</body></html>"
    ).format(title=title, prefix=prefix, version=spec["openapi"], body=body)


def _operations(spec: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any], list[dict[str, Any]]]]:
    for path, methods in spec["paths"].items():
        shared = methods.get("parameters", [])
        for method, operation in methods.items():
            if method != "parameters":
                yield method.upper(), path, operation, [*shared, *operation.get("parameters", [])]


def _operation(method: str, path: str, operation: dict[str, Any], parameters: list[dict[str, Any]]) -> Markup:
    rows = [(p["name"], f"{p['in']}: {p.get('description', '')}") for p in parameters if "name" in p]
    rows += [(kind, "the request's body") for kind in operation.get("requestBody", {}).get("content", {})]
    rows += [(status, answer.get("description", "")) for status, answer in operation["responses"].items()]
    cells = Markup("").join(Markup("<tr><td><code>{}</code><td>{}").format(*row) for row in rows)
    return Markup("<section><h2>{}</h2><p><code>{} {}</code></p><p>{}</p><table>{}</table></section>").format(
        operation.get("summary", ""), method, path, operation.get("description", ""), cells
    )


def register(app: Flask, prefix: str, spec: Callable[[], dict[str, Any]]) -> None:
    """Serve the page at ``prefix``/docs."""
    app.add_url_rule(f"{prefix}/docs", "api-docs-page", lambda: Response(page(spec(), prefix), mimetype="text/html"))
    app.add_url_rule(f"{prefix}/docs.css", "api-docs-style", lambda: Response(STYLE, mimetype="text/css"))
