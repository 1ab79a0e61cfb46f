"""Colours and signs."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest

from vacmap.report.palette import DARK, LIGHT, contrast, luminance, signs


def lightness(colour: str) -> float:
    """CIE L* of a colour, 0 to 100: what is left of it in greyscale."""
    y = luminance(colour)
    return 116 * y ** (1 / 3) - 16 if y > 0.008856 else 903.3 * y


def seen_by_the_red_green_blind(colour: str) -> tuple[float, float]:
    """Lightness and blueness, all that is left of a colour without the difference of red and green."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return lightness(colour), 100 * (blue - (0.29 * red + 0.71 * green))


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_the_first_five_colours_stay_apart_in_greyscale(palette: tuple[str, ...]) -> None:
    levels = sorted(lightness(colour) for colour in palette[:5])
    assert min(high - low for low, high in pairwise(levels)) > 7


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_the_first_five_colours_stay_apart_for_the_colour_blind(palette: tuple[str, ...]) -> None:
    seen = [seen_by_the_red_green_blind(colour) for colour in palette[:5]]
    assert min(abs(a[0] - b[0]) + abs(a[1] - b[1]) for a, b in combinations(seen, 2)) > 15


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_text_on_a_colour_can_be_read(palette: tuple[str, ...]) -> None:
    for colour in palette:
        assert max(contrast("#ffffff", colour), contrast("#111418", colour)) >= 4.5


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["Begeleider", "Belangenbehartiger"], ("Beg", "Bel")),
        (["Gids", "Gidsleider"], ("Gid1", "Gidsl")),
        (["Al", "Bo"], ("Al", "Bo")),
        (["Werker jeugd", "Werker buurt"], ("Wer1", "Wer2")),
    ],
)
def test_every_profession_has_a_sign_of_its_own(names: list[str], expected: tuple[str, ...]) -> None:
    assert signs(names) == expected
