"""summary → html: one page that opens offline, or a fragment for a notebook"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from functools import lru_cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from vacmap.records import Function
from vacmap.report.palette import DARK, LIGHT, colour_class, css_variables, stripes
from vacmap.report.snippets import ProfessionShare
from vacmap.report.summary import Summary, summarise
from vacmap.report.svg import components_chart, wheel
from vacmap.report.wording import count, in_sentence, percent, percent_range

LONG_TITLE = 90
"""A longer title is set smaller."""


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The templates, with the helpers they call. Everything is escaped unless it is made here."""
    env = Environment(
        loader=PackageLoader("vacmap.report", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters |= {"percent": percent, "in_sentence": in_sentence, "count": count, "stripes": _stripes}
    env.globals |= {
        "colour": colour_class,
        "percent_range": percent_range,
        "light": Markup(css_variables(LIGHT)),  # noqa: S704  numbers of our own
        "dark": Markup(css_variables(DARK)),  # noqa: S704
        "palette_size": len(LIGHT),
        "long_title": LONG_TITLE,
        "script": _script,
        "policy": _policy,
    }
    return env


def render_html(function: Function, *, keep_contacts: bool = False) -> str:
    """The report as one html page without any resource from elsewhere. Its script only lights what belongs together."""
    summary = summarise(function, keep_contacts=keep_contacts)
    return environment().get_template("report.html").render(_values(summary, ""))


def render_fragment(function: Function, *, keep_contacts: bool = False) -> str:
    """The report's core as an html fragment with its own styles, for a notebook."""
    summary = summarise(function, keep_contacts=keep_contacts)
    # Two reports in one notebook must not share ids; the same report twice may, for it says the same.
    uid = "vm" + hashlib.sha256(f"{function.id}\n{function.text}".encode("utf-8", "replace")).hexdigest()[:8]
    return environment().get_template("fragment.html").render(_values(summary, uid))


def _script(name: str) -> Markup:
    """A script of ours, to stand in a page."""
    return Markup(files("vacmap.report").joinpath("templates", name).read_text(encoding="utf-8"))  # noqa: S704


def _policy(*scripts: str) -> str:
    """What a page may do: run these scripts, by their hash, and fetch nothing. Should a text ever be taken for html,
    it still runs nothing."""
    hashes = [f"'sha256-{b64encode(hashlib.sha256(_script(name).encode()).digest()).decode()}'" for name in scripts]
    ours = " ".join(hashes) or "'none'"
    return f"default-src 'none'; style-src 'unsafe-inline'; script-src {ours}; base-uri 'none'; form-action 'none'"


def _stripes(shares: tuple[ProfessionShare, ...]) -> str:
    return stripes([(part.position, part.share) for part in shares] or [(None, 1.0)])


def _values(summary: Summary, uid: str) -> dict[str, Any]:
    return {
        "summary": summary,
        "uid": uid,
        "components_chart": components_chart(summary, uid),
        "wheel": wheel(summary, uid),
    }
