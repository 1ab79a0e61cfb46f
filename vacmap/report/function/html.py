"""summary → html: one page that opens offline, or a fragment for a notebook"""

from __future__ import annotations

from typing import Any

from vacmap.records import Function
from vacmap.report.function.pictures import components_chart, wheel
from vacmap.report.function.snippets import ProfessionShare
from vacmap.report.function.summary import Summary, summarise
from vacmap.report.pages import environment, own_prefix
from vacmap.report.palette import stripes


def render_html(function: Function, *, keep_contacts: bool = False) -> str:
    """The report as one html page without any resource from elsewhere. Its script only lights what belongs together."""
    summary = summarise(function, keep_contacts=keep_contacts)
    return environment().get_template("function/report.html").render(_values(summary, ""))


def render_fragment(function: Function, *, keep_contacts: bool = False) -> str:
    """The report's core as an html fragment with its own styles, for a notebook."""
    summary = summarise(function, keep_contacts=keep_contacts)
    uid = own_prefix(f"{function.id}\n{function.text}")
    return environment().get_template("function/fragment.html").render(_values(summary, uid))


def _stripes(shares: tuple[ProfessionShare, ...]) -> str:
    return stripes([(part.position, part.share) for part in shares] or [(None, 1.0)])


def _values(summary: Summary, uid: str) -> dict[str, Any]:
    return {
        "summary": summary,
        "uid": uid,
        "components_chart": components_chart(summary, uid),
        "wheel": wheel(summary, uid),
        "stripes": _stripes,
    }
