"""position of a profession → its colour and its sign

Colours are chosen by position in the structure, never by code. The first five run from dark to light in steps that stay
apart in greyscale, with hues that the colour-blind keep apart; the dark scheme runs the same way on a dark page. Every
coloured thing also carries the profession's sign or name.
"""

from __future__ import annotations

from collections.abc import Sequence

LIGHT = ("#332b88", "#9b2d52", "#1d9a86", "#e3a534", "#a3d3ee", "#6b4a1f", "#6f9a36", "#d79ac4")
DARK = ("#7b70e0", "#dd6f92", "#3cc0aa", "#f1c060", "#cfeafa", "#b98a4f", "#9cc85e", "#ecbfdd")
SIGN_LENGTH = 3


def css_variables(colours: Sequence[str]) -> str:
    """The colours as CSS: ``--p0`` to fill with, ``--on0`` for text on it."""
    return " ".join(f"--p{at}: {colour}; --on{at}: {_ink(colour)};" for at, colour in enumerate(colours))


def colour_class(position: int | None) -> str:
    """CSS class that sets the colour of a profession; None is what lies outside. Past its end the palette restarts."""
    return "vm-out" if position is None else f"vm-p{position % len(LIGHT)}"


def stripes(shares: Sequence[tuple[int | None, float]]) -> str:
    """CSS gradient that sets colours side by side, each as wide as its share.

    Examples
    --------
    >>> stripes([(0, 0.75), (2, 0.25)])
    'linear-gradient(90deg,var(--p0) 0% 75%,var(--p2) 75% 100%)'
    """
    total = sum(share for _, share in shares)
    bands, at = [], 0.0
    for position, share in shares:
        to = at + share / total * 100
        bands.append(f"var(--{'out' if position is None else f'p{position % len(LIGHT)}'}) {at:.0f}% {to:.0f}%")
        at = to
    return f"linear-gradient(90deg,{','.join(bands)})"


def signs(names: Sequence[str]) -> tuple[str, ...]:
    """A short sign per name: its first three letters, more where two names would have the same sign.

    Examples
    --------
    >>> signs(["Begeleider", "Belangenbehartiger", "Beleidsmaker"])
    ('Beg', 'Bela', 'Bele')
    """
    out = []
    for at, name in enumerate(names):
        others = [other.casefold() for index, other in enumerate(names) if index != at]
        word = name.split()[0]
        for length in range(SIGN_LENGTH, len(word) + 1):
            if not any(other.startswith(word[:length].casefold()) for other in others):
                out.append(word[:length])
                break
        else:
            clash = any(other.startswith(word.casefold()) for other in others)
            out.append(f"{word[:SIGN_LENGTH]}{at + 1}" if clash else word)
    return tuple(out)


def luminance(colour: str) -> float:
    """Relative luminance of an sRGB colour ``#rrggbb`` as WCAG defines it, 0 (black) to 1 (white)."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours as WCAG defines it, 1 (none) to 21; text wants 4.5 or more."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _ink(colour: str) -> str:
    return max(("#ffffff", "#111418"), key=lambda ink: contrast(ink, colour))
