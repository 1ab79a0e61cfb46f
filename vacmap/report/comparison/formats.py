"""comparison + the name of a format → the report on several functions in that format"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from vacmap.report.comparison.comparison import Comparison
from vacmap.report.comparison.differences import APART
from vacmap.report.comparison.functions import LETTERS
from vacmap.report.comparison.pictures import component_chart
from vacmap.report.comparison.text import render_comparison_text
from vacmap.report.errors import check_choice
from vacmap.report.markdown import fill_markdown
from vacmap.report.opening import FEW_TASKS
from vacmap.report.pages import environment, own_prefix
from vacmap.report.wording import count, whole_percent

MOST_BLOCKS = 8
"""Shared blocks that are shown at once; the others can be unfolded."""


def render_comparison(comparison: Comparison, format: str, *, colour: bool = False) -> str:
    """The report on several functions.

    Parameters
    ----------
    comparison : Comparison
    format : {'html', 'md', 'json', 'text'}
    colour : bool, default=False
        Add the codes for bold and colour that a terminal understands (text).

    Raises
    ------
    ReportError
        If there is no such format.
    """
    check_choice("render_comparison", "format", format, COMPARISON_FORMATS)
    return _RENDERERS[format](comparison, colour)


def render_comparison_fragment(comparison: Comparison) -> str:
    """The report's core as an html fragment with its own styles, for a notebook."""
    texts = "\n".join(f"{entry.function.id}\n{entry.function.text}" for entry in comparison.entries)
    uid = own_prefix(texts)
    return environment().get_template("comparison/fragment.html").render(_values(comparison, uid))


def _as_html(comparison: Comparison) -> str:
    return environment().get_template("comparison/report.html").render(_values(comparison, ""))


def _as_json(comparison: Comparison) -> str:
    return json.dumps(comparison.to_dict(), ensure_ascii=False, indent=2) + "\n"


def _rules() -> dict[str, Any]:
    """The numbers that the reader is told."""
    return {"apart": count(whole_percent(APART)), "few": count(FEW_TASKS), "whole": whole_percent}


def _values(comparison: Comparison, uid: str) -> dict[str, Any]:
    return {
        "comparison": comparison,
        "uid": uid,
        "charts": [(row, component_chart(comparison, row, uid)) for row in comparison.components],
        "letters": LETTERS,
        "most_blocks": MOST_BLOCKS,
        **_rules(),
    }


_RENDERERS: dict[str, Callable[[Comparison, bool], str]] = {
    "html": lambda comparison, _: _as_html(comparison),
    "md": lambda comparison, _: fill_markdown("comparison/report.md", comparison=comparison, **_rules()),
    "json": lambda comparison, _: _as_json(comparison),
    "text": lambda comparison, colour: render_comparison_text(comparison, most_blocks=MOST_BLOCKS, colour=colour),
}
COMPARISON_FORMATS = tuple(_RENDERERS)
"""Names of the formats."""
