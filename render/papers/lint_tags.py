"""Placeholders, loops and conditions of a template: unknown names with the nearest known, and what is left open."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches

from docx.oxml.ns import qn
from jinja2 import nodes

from render.errors import RenderError
from render.grammar import check
from render.papers.fault import Fault
from render.papers.lint_form import parsed, text_of
from render.template import FILLED_PARTS, Template, environment, sources

_TAG = re.compile(r"\{%-?\s*(?:p|tr|tc|r)?\s*(?P<word>\w+)(?P<rest>.*?)%\}", re.DOTALL)
_ENDS = {"endfor": "for", "endif": "if"}
_NAMED = {"for": "循环", "if": "条件"}
_LOOP = frozenset({"index", "index0", "first", "last", "length", "revindex"})


def tag_faults(
    parts: Sequence[tuple[str, bytes | str]], samples: Sequence[Mapping[str, object]], name: str
) -> Iterator[Fault]:
    """What the tags of each part have wrong, the open loops first."""
    for part, source in parts:
        if not isinstance(source, str):
            continue
        unbalanced = list(_unbalanced(source))
        yield from unbalanced
        if unbalanced:
            continue
        try:
            check(environment(), source, f"模板“{name}”{part}")
            tree = environment().parse(source)
        except RenderError as error:
            yield Fault(error.code, part, error.message)
            continue
        yield from dict.fromkeys(_Names(samples).faults(tree))


def _unbalanced(source: str) -> Iterator[Fault]:
    """Loops and conditions that are opened and not closed, or closed and not opened."""
    opened: list[tuple[str, str]] = []
    for tag in _TAG.finditer(re.sub(r"<[^>]+>", "", source)):
        word, said = tag["word"], tag.group().strip()
        if word in ("for", "if"):
            opened.append((word, said))
        elif word in _ENDS:
            if not opened:
                yield _open(said, f"“{said}”没有对应的开头。请删去，或者在前面补上{_NAMED[_ENDS[word]]}的开头。")
                continue
            began, where = opened.pop()
            if began != _ENDS[word]:
                yield _open(
                    said, f"{_NAMED[began]}“{where}”没有结束，就出现了“{said}”。请在它之前补上“{{%p end{began} %}}”。"
                )
                return
    for began, where in opened:
        yield _open(where, f"{_NAMED[began]}“{where}”没有结束。请在它之后补上“{{%p end{began} %}}”。")


def _open(place: str, message: str) -> Fault:
    return Fault("template-syntax", place, message)


_ALONE = re.compile(r"\{%-?\s*(?P<what>p|tr)\s.*?%\}", re.DOTALL)


def alone_faults(members: Mapping[str, bytes]) -> Iterator[Fault]:
    """Tags of a whole paragraph or row beside other words: those would be lost with the tag's paragraph or row."""
    for part, content in sorted(members.items()):
        if not FILLED_PARTS.fullmatch(part):
            continue
        for holder, what, called in (("p", "p", "段"), ("tr", "tr", "表格行")):
            for node in parsed(content).iter(qn(f"w:{holder}")):
                yield from _beside(text_of(node), what, called)


def _beside(text: str, what: str, called: str) -> Iterator[Fault]:
    tags = [tag for tag in _ALONE.finditer(text) if tag["what"] == what]
    if tags and text.replace(tags[0].group(), "", 1).strip():
        tag = tags[0].group()
        yield _open(
            tag,
            f"“{tag}”须独占一{called}，同一{called}的其他文字“{text.replace(tag, '', 1).strip()[:24]}”会丢失。请移到另一{called}。",
        )


def said(template: Template) -> frozenset[str]:
    """The names whose values a template writes, in loops or by themselves; a condition alone writes nothing."""
    names: set[str] = set()
    for _, source in sources(template):
        if isinstance(source, str):
            tree = environment().parse(source)
            for holder in tree.find_all((nodes.Output, nodes.For)):
                looked = [holder.iter] if isinstance(holder, nodes.For) else holder.iter_child_nodes()
                names |= {name.name for node in looked for name in _names(node)}
    return frozenset(names)


def _names(node: nodes.Node) -> Iterator[nodes.Name]:
    if isinstance(node, nodes.Name):
        yield node
    yield from node.find_all(nodes.Name)


class _Names:
    """The names that a template may use: those of the paper, and in a loop those of the rows it goes through."""

    def __init__(self, samples: Sequence[Mapping[str, object]]) -> None:
        self.known = {name for sample in samples for name in sample}
        self.columns: dict[str, set[str]] = {}
        for sample in samples:
            for name, value in sample.items():
                self._learn(name, value)

    def _learn(self, name: str, value: object) -> None:
        for row in value if isinstance(value, list) else ():
            if isinstance(row, dict):
                self.columns.setdefault(name, set()).update(row)
                for column, inner in row.items():
                    self._learn(f"{name}.{column}", inner)

    def faults(self, tree: nodes.Node) -> Iterator[Fault]:
        yield from self._of(tree, {})

    def _of(self, node: nodes.Node, loops: dict[str, str]) -> Iterator[Fault]:
        if isinstance(node, nodes.For):
            yield from self._of(node.iter, loops)
            inner = {**loops, "loop": ""}
            if isinstance(node.target, nodes.Name):
                inner[node.target.name] = _path(node.iter, loops)
            for child in (*node.body, *node.else_):
                yield from self._of(child, inner)
            return
        if isinstance(node, nodes.Getattr) and isinstance(node.node, nodes.Name) and node.node.name in loops:
            yield from self._column(node.node.name, node.attr, loops)
            return
        if isinstance(node, nodes.Name) and node.name not in loops and node.name not in self.known | {"range"}:
            yield self._unknown(node.name, self.known)
        for child in node.iter_child_nodes():
            yield from self._of(child, loops)

    def _column(self, item: str, column: str, loops: dict[str, str]) -> Iterator[Fault]:
        known = _LOOP if item == "loop" else self.columns.get(loops[item])
        if known is not None and column not in known:
            yield self._unknown(column, known, f"{item}.")

    def _unknown(self, name: str, known: set[str] | frozenset[str], before: str = "") -> Fault:
        near = get_close_matches(name, sorted(known), 1, 0.4)
        hint = f"是否为“{before}{near[0]}”？" if near else f"可用：{'、'.join(sorted(known)[:20])}。"
        return Fault("template-undefined", f"{before}{name}", f"文书没有“{before}{name}”这一内容，{hint}")


def _path(node: nodes.Node, loops: dict[str, str]) -> str:
    """What a loop goes through, by the names that lead there: 问题清单, 问题清单.问题."""
    if isinstance(node, nodes.Name):
        return loops.get(node.name, node.name)
    if isinstance(node, nodes.Getattr):
        return f"{_path(node.node, loops)}.{node.attr}"
    return ""
