"""draft + the name of a format → the document in that format: markdown, Word, JSON"""

from __future__ import annotations

import json
from collections.abc import Callable

from vacmap.compose.document import DocumentPart, Gap, Heading, Item, Paragraph, Table, document
from vacmap.compose.draft import Draft
from vacmap.compose.errors import ComposeError
from vacmap.compose.word import render_word
from vacmap.report.errors import check_choice
from vacmap.report.markdown import escape_markdown


def render_draft(draft: Draft, format: str) -> str | bytes:
    """The draft as a document.

    Parameters
    ----------
    format : {'md', 'docx', 'json'}

    Returns
    -------
    str, or bytes for docx

    Raises
    ------
    ComposeError
        If there is no such format.
    """
    check_choice("render_draft", "format", format, DRAFT_FORMATS, ComposeError)
    return _RENDERERS[format](draft)


def _render_markdown(draft: Draft) -> str:
    """CommonMark, and one table at the end."""
    blocks: list[str] = []
    before: DocumentPart | None = None
    for part in document(draft):
        if isinstance(part, Item) and isinstance(before, Item):
            blocks[-1] += "\n" + _markdown(part)
        else:
            blocks.append(_markdown(part))
        before = part
    return "\n\n".join(blocks) + "\n"


def _markdown(part: DocumentPart) -> str:
    match part:
        case Heading():
            return f"{'#' * part.level} {part.text if part.to_fill_in else escape_markdown(part.text)}"
        case Paragraph():
            return escape_markdown(part.text)
        case Gap():
            return part.text
        case Item():
            return f"{part.number}. {escape_markdown(part.text)}"
        case Table():
            head, *rows = (f"| {' | '.join(map(escape_markdown, row))} |" for row in (part.head, *part.rows))
            return "\n".join([head, "|---" * len(part.head) + "|", *rows])


def _render_json(draft: Draft) -> str:
    return json.dumps(draft.to_dict(), ensure_ascii=False, indent=2) + "\n"


_RENDERERS: dict[str, Callable[[Draft], str | bytes]] = {
    "md": _render_markdown,
    "docx": render_word,
    "json": _render_json,
}
DRAFT_FORMATS = tuple(_RENDERERS)
"""Names of the formats."""
