"""function + the name of a format → the report in that format"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass

from vacmap.records import Function
from vacmap.report.errors import check_choice
from vacmap.report.function.html import render_html
from vacmap.report.function.summary import summarise
from vacmap.report.function.text import render_text
from vacmap.report.markdown import fill_markdown


@dataclass(frozen=True, slots=True)
class Options:
    """What a caller may choose; each format takes from it what it knows."""

    keep_contacts: bool = False
    with_text: bool = False
    colour: bool = False


def _render_json(function: Function, options: Options) -> str:
    return json.dumps(function.to_dict(with_text=options.with_text), ensure_ascii=False, indent=2) + "\n"


_RENDERERS: dict[str, Callable[[Function, Options], str]] = {
    "html": lambda function, options: render_html(function, keep_contacts=options.keep_contacts),
    "md": lambda function, options: fill_markdown(
        "function/report.md", summary=summarise(function, keep_contacts=options.keep_contacts)
    ),
    "json": _render_json,
    "text": lambda function, options: render_text(function, keep_contacts=options.keep_contacts, colour=options.colour),
}
FORMATS = tuple(_RENDERERS)
"""Names of the formats."""


def render(
    function: Function, format: str, *, keep_contacts: bool = False, with_text: bool = False, colour: bool = False
) -> str:
    """The report of one function.

    Parameters
    ----------
    function : Function
    format : {'html', 'md', 'json', 'text'}
    keep_contacts : bool, default=False
        Show e-mail addresses and phone numbers (html, md, text). JSON always gives the text as it is.
    with_text : bool, default=False
        Add the text that the offsets point into (json).
    colour : bool, default=False
        Add the codes for bold and colour that a terminal understands (text). Give ``sys.stdout.isatty()`` when the
        result is printed; leave it out for a file.

    Raises
    ------
    ReportError
        If there is no such format, or the function carries no structure.
    """
    check_choice("render", "format", format, FORMATS)
    return _RENDERERS[format](function, Options(keep_contacts, with_text, colour))
