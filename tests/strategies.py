"""Texts as no one would write them, for properties that hold for any text."""

from __future__ import annotations

from hypothesis import strategies as st

PIECES = (
    *("Je plant de lessen", "en", "vrijwilligers", "o.a.", "enz.", "J.P.", "vrij-", "Wat ga je doen?", "TAKEN", "x"),
    *(
        ". ",
        "! ",
        "? ",
        "...",
        ".)",
        ": ",
        ", ",
        " ",
        "  ",
        "\t",
        "\u00a0",
        "\u200b",
        "\xad",
        "|",
        "(",
        ")",
        "“",
        "”",
        "’",
    ),
    *("\n", "\n\n", "\r\n", "\r", "\x0b", "\x0c", "\x1c", "\x1f", "\x85", "\u2028", "\u2029"),
    *(
        "• ",
        "•",
        "- ",
        "* ",
        "o ",
        "– ",
        "1. ",
        "a) ",
        "(3) ",
        "4.1 ",
        "# ",
        "**",
        "__",
        "\uf0b7",
        "\u0301",
        "\ufeff",
        "\0",
    ),
    *("é", "ß", "İ", "文", "😀", "א", "1.9.2025", "www.x.be"),
)

advert_like = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)
"""Signs of adverts in any order: every kind of line break, bullet, end sign and space."""

any_text = st.one_of(advert_like, st.text(max_size=200))
