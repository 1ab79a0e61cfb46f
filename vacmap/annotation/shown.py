"""A text as annotation tools can show it, offsets unchanged

The tools count characters in a browser, where an emoji is two, and browsers make one line break of ``\\r\\n``; whether
that is mended on the way back differs from tool to tool and from version to version. So every such character is shown
as one that all count alike, and the text itself travels beside it.
"""

from __future__ import annotations

LARGEST = "\uffff"
"""Characters behind this one are two in a browser."""
STANDS_FOR = "\N{WHITE SQUARE}"


def shown(text: str) -> str:
    """The text with every character that tools count differently replaced; as long as before."""
    return "".join(STANDS_FOR if character > LARGEST else " " if character == "\r" else character for character in text)
