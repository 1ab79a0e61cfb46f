"""templates → html pages: the environment they are filled in, their scripts and what these may do"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from functools import lru_cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from vacmap.report.palette import DARK, LIGHT, colour_class, css_variables
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
    env.filters |= {"percent": percent, "in_sentence": in_sentence, "count": count}
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


def own_prefix(content: str) -> str:
    """What opens the ids of a fragment. Two in one notebook must not share ids; the same one twice may, for it says the
    same."""
    return "vm" + hashlib.sha256(content.encode("utf-8", "replace")).hexdigest()[:8]


def _script(name: str) -> Markup:
    """A script of ours, to stand in a page."""
    return Markup(files("vacmap.report").joinpath("templates", name).read_text(encoding="utf-8"))  # noqa: S704


def _policy(*scripts: str) -> str:
    """What a page may do: run these scripts, by their hash, and fetch nothing. Should a text ever be taken for html,
    it still runs nothing."""
    hashes = [f"'sha256-{b64encode(hashlib.sha256(_script(name).encode()).digest()).decode()}'" for name in scripts]
    ours = " ".join(hashes) or "'none'"
    return f"default-src 'none'; style-src 'unsafe-inline'; script-src {ours}; base-uri 'none'; form-action 'none'"
