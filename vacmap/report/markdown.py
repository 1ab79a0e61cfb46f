"""templates → markdown, for a mail, a wiki or a version control system"""

from __future__ import annotations

import re
from functools import lru_cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from vacmap.report.wording import in_sentence, one_line, percent, percent_range

_MARKS = re.compile(r"([\\`*_\[\]|~$#])")
_TAG = re.compile(r"<(?=[a-zA-Z/!?])")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_LIST_SIGN = re.compile(r"^([-+=>])")
_LIST_NUMBER = re.compile(r"^(\d{1,9})([.)])")


def escape_markdown(text: str) -> str:
    """The text on one line, such that no sign of it is taken for markdown or html.

    Examples
    --------
    >>> escape_markdown("1. Je *schrijft* <b>stukken</b>")
    '1\\\\. Je \\\\*schrijft\\\\* &lt;b>stukken&lt;/b>'
    """
    text = _MARKS.sub(r"\\\1", _ENTITY.sub("&amp;", one_line(text)))
    return _LIST_NUMBER.sub(r"\1\\\2", _LIST_SIGN.sub(r"\\\1", _TAG.sub("&lt;", text)))


@lru_cache(maxsize=1)
def _environment() -> Environment:
    # finalize escapes whatever the template prints, so that a value cannot be forgotten.
    env = Environment(  # noqa: S701  the escaping of html would be the wrong one
        loader=PackageLoader("vacmap.report", "templates"),
        finalize=lambda value: escape_markdown(str(value)),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters |= {"percent": percent, "in_sentence": in_sentence}
    env.globals |= {"percent_range": percent_range}
    return env


def fill_markdown(template: str, **values: object) -> str:
    """A template of markdown with its gaps filled; whatever is filled in is escaped."""
    text = _environment().get_template(template).render(values)
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"
