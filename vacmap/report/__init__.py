"""function → report, in html, markdown, JSON or plain text; several functions side by side; the structure as a page

Names are imported when they are first used: showing a structure needs nothing of what comparing functions does.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vacmap.report.comparison.comparison import Comparison, compare
    from vacmap.report.comparison.formats import COMPARISON_FORMATS, render_comparison
    from vacmap.report.errors import ReportError
    from vacmap.report.function.formats import FORMATS, render
    from vacmap.report.function.html import render_fragment
    from vacmap.report.function.summary import Summary, summarise
    from vacmap.report.structure.formats import STRUCTURE_FORMATS, render_structure

__all__ = [
    "COMPARISON_FORMATS",
    "FORMATS",
    "STRUCTURE_FORMATS",
    "Comparison",
    "ReportError",
    "Summary",
    "compare",
    "render",
    "render_comparison",
    "render_fragment",
    "render_structure",
    "summarise",
]

_HOMES = {
    "COMPARISON_FORMATS": "comparison.formats",
    "Comparison": "comparison.comparison",
    "FORMATS": "function.formats",
    "ReportError": "errors",
    "STRUCTURE_FORMATS": "structure.formats",
    "Summary": "function.summary",
    "compare": "comparison.comparison",
    "render": "function.formats",
    "render_comparison": "comparison.formats",
    "render_fragment": "function.html",
    "render_structure": "structure.formats",
    "summarise": "function.summary",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'vacmap.report' has no attribute {name!r}")
    return getattr(import_module(f"vacmap.report.{_HOMES[name]}"), name)
