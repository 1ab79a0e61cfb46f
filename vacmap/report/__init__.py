"""function → report, in html, markdown, JSON or plain text; and the structure itself as a page"""

from vacmap.report.errors import ReportError
from vacmap.report.formats import FORMATS, render
from vacmap.report.html import render_fragment
from vacmap.report.structure_views import STRUCTURE_FORMATS, render_structure
from vacmap.report.summary import Summary, summarise

__all__ = [
    "FORMATS",
    "STRUCTURE_FORMATS",
    "ReportError",
    "Summary",
    "render",
    "render_fragment",
    "render_structure",
    "summarise",
]
