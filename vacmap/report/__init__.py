"""function → report, in html, markdown, JSON or plain text; several functions side by side; the structure as a page"""

from vacmap.report.comparison import Comparison, compare
from vacmap.report.comparison_views import COMPARISON_FORMATS, render_comparison
from vacmap.report.errors import ReportError
from vacmap.report.formats import FORMATS, render
from vacmap.report.html import render_fragment
from vacmap.report.structure_views import STRUCTURE_FORMATS, render_structure
from vacmap.report.summary import Summary, summarise

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
