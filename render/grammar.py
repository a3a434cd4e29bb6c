"""What a letter's template may say: values, lists, conditions. Everything else is refused before it runs.

An office may open a template in Word and change it; a template is therefore a stranger's code. The sandbox keeps it
from the machine, this list of allowed words keeps it from doing anything but filling in a letter.
"""

from __future__ import annotations

from collections.abc import Iterator

from jinja2 import Undefined, nodes
from jinja2.exceptions import TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from render.errors import RenderError
from render.word import legible

NESTED_LOOPS = 3
RANGE_STEPS = 1_000
"""Steps that all ranges of one letter may count together."""

ALLOWED_NODES: tuple[type[nodes.Node], ...] = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.Const,
    nodes.List,
    nodes.Tuple,
    nodes.Getattr,
    nodes.Getitem,
    nodes.For,
    nodes.If,
    nodes.CondExpr,
    nodes.Compare,
    nodes.Operand,
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.Add,
    nodes.Sub,
    nodes.Filter,
    nodes.Test,
    nodes.Call,
    nodes.Keyword,
)
ALLOWED_FILTERS = frozenset({"join", "length", "count", "first", "last", "default", "d", "upper", "lower", "trim"})
ALLOWED_TESTS = frozenset({"defined", "undefined", "none", "string", "number"})
ALLOWED_CALLS = frozenset({"range"})

_WIDE_BRACES = ("｛｛", "｝｝", "｛%", "%｝")
_LINE_BREAK = '</w:t><w:br/><w:t xml:space="preserve">'
_TAB = '</w:t><w:tab/><w:t xml:space="preserve">'


class Steps:
    """``range`` for one letter: all its ranges together count :data:`RANGE_STEPS` steps at most."""

    def __init__(self) -> None:
        self.left = RANGE_STEPS

    def __call__(self, *bounds: int) -> range:
        counted = range(*bounds)
        if len(counted) > self.left:
            raise RenderError("template-forbidden", f"模板中的 range 合计超过 {RANGE_STEPS} 步。")
        self.left -= len(counted)
        return counted


def as_text(value: object) -> Markup:
    """A value as it stands in a run of Word text: escaped, its line breaks and tabs as Word has them.

    Only words and whole numbers can be written; an empty place (``None``) must be dealt with by the template.
    """
    if isinstance(value, Undefined):
        str(value)  # raises, naming what is missing
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        raise RenderError("template-failed", f"模板只能写入文字和整数，遇到的是 {type(value).__name__}。")
    text = str(escape(legible(str(value))))
    return Markup(text.replace("\n", _LINE_BREAK).replace("\t", _TAB))


def check(environment: ImmutableSandboxedEnvironment, source: str, part: str) -> None:
    """Raise :class:`RenderError` for what a template may not say; ``part`` is the part's name for the message."""
    if found := next((brace for brace in _WIDE_BRACES if brace in source), None):
        raise RenderError("template-syntax", f"{part}：标签用了全角符号“{found}”，请改为半角。")
    try:
        tree = environment.parse(source)
    except TemplateSyntaxError as error:
        raise RenderError("template-syntax", f"{part}：标签写法有误（{error.message}）。") from None
    for node, loops in _walk(tree, 0):
        _refuse(node, loops, part)


def _walk(node: nodes.Node, loops: int) -> Iterator[tuple[nodes.Node, int]]:
    """Every node with the number of loops it stands in, itself included."""
    loops += isinstance(node, nodes.For)
    yield node, loops
    for child in node.iter_child_nodes():
        yield from _walk(child, loops)


def _refuse(node: nodes.Node, loops: int, part: str) -> None:
    if not isinstance(node, ALLOWED_NODES):
        raise _forbidden(part, f"“{type(node).__name__}”")
    if isinstance(node, nodes.Filter) and node.name not in ALLOWED_FILTERS:
        raise _forbidden(part, f"过滤器“{node.name}”")
    if isinstance(node, nodes.Test) and node.name not in ALLOWED_TESTS:
        raise _forbidden(part, f"判断“{node.name}”")
    if isinstance(node, nodes.Call) and not (isinstance(node.node, nodes.Name) and node.node.name in ALLOWED_CALLS):
        raise _forbidden(part, "函数调用")
    if isinstance(node, nodes.Getattr) and node.attr.startswith("_"):
        raise _forbidden(part, f"“{node.attr}”")
    if isinstance(node, nodes.For) and node.recursive:
        raise _forbidden(part, "递归循环")
    if loops > NESTED_LOOPS:
        raise _forbidden(part, f"超过 {NESTED_LOOPS} 层的循环")


def _forbidden(part: str, what: str) -> RenderError:
    return RenderError("template-forbidden", f"{part}：模板不允许使用{what}；只能写入内容、循环和判断。")
