"""Request bodies as they come in: multipart that must be whole, JSON that must be sane; else a clear refusal."""

from __future__ import annotations

import json
from typing import IO, Any

from flask import Request
from flask_smorest import Blueprint
from webargs import missing
from webargs.flaskparser import FlaskParser
from werkzeug.exceptions import BadRequest, HTTPException, UnsupportedMediaType
from werkzeug.formparser import FormDataParser

from webhook.service.problems import BadUpload

JSON_BYTES = 2 * 1024 * 1024


class WholeForms(FormDataParser):
    """Werkzeug's parser takes a form that it cannot read for an empty one; here that is an error."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **{**options, "silent": False})
        self._make_stream, self._made = self.stream_factory, list[IO[bytes]]()
        self.stream_factory = self._remembered

    def parse(self, *arguments: Any, **options: Any) -> Any:
        try:
            return super().parse(*arguments, **options)
        except HTTPException:
            self._close()
            raise
        except ValueError:
            self._close()
            raise BadUpload(
                "malformed-upload",
                "上传的内容不完整或者格式有误，未保存任何文件。",
                "请重新上传；由程序提交时请核对 multipart/form-data 的 boundary，文件名须用 UTF-8 编码。",
            ) from None

    def _remembered(self, *arguments: Any, **options: Any) -> IO[bytes]:
        stream = self._make_stream(*arguments, **options)
        self._made.append(stream)
        return stream

    def _close(self) -> None:
        """Give back the room of files that had come before the fault."""
        for stream in self._made:
            stream.close()


class Incoming(Request):
    form_data_parser_class = WholeForms


class SaneJson(FlaskParser):
    """Refuses JSON that is too long, too deep, or not called JSON, where the library would fail or ignore it."""

    def load_json(self, req: Request, schema: Any) -> Any:
        req.max_content_length = JSON_BYTES
        data = req.get_data(cache=True)
        if not data:
            return missing
        if not req.is_json:
            raise UnsupportedMediaType
        try:
            return json.loads(data)
        except (ValueError, RecursionError):
            raise BadRequest from None


class ApiBlueprint(Blueprint):  # type: ignore[misc]
    ARGUMENTS_PARSER = SaneJson()
