"""What several pictures are drawn with: the frame with its words, an axis of shares, coordinates"""

from __future__ import annotations

from markupsafe import Markup

from vacmap.report.wording import percent

WIDTH = 440
"""Units of every picture; on a phone they are shown a little smaller, in print a little larger."""
EDGE = 18
"""So near to the edge of the picture a label would stick out if it stood in the middle of its line."""


def picture(uid: str, height: float, title: str, description: str, body: Markup) -> Markup:
    """A picture, with a title and a description for who cannot see it; ``uid`` opens the ids of both."""
    return Markup(
        '<svg class="vm-svg" viewBox="-2 0 {width} {height}" role="img" aria-labelledby="{uid}t {uid}d">'
        '<title id="{uid}t">{title}</title><desc id="{uid}d">{description}</desc>{body}</svg>'
    ).format(width=WIDTH + 4, height=coordinate(height), uid=uid, title=title, description=description, body=body)


def axis(scale: float, *, left: float, right: float, top: float, bottom: float) -> Markup:
    """Lines at round shares from 0 to ``scale``, with their percents below ``bottom``."""
    step = 0.1 if scale <= 0.6 else 0.2
    lines = []
    for at in range(int(scale / step + 1.5)):
        x = left + at * step / scale * (right - left)
        if x > right + 1:
            break
        anchor = "start" if x < EDGE else "end" if x > WIDTH - EDGE else "middle"
        lines.append(
            Markup('<line class="vm-grid" x1="{x}" x2="{x}" y1="{top}" y2="{bottom}"/>').format(
                x=coordinate(x), top=coordinate(top), bottom=coordinate(bottom)
            )
            + Markup('<text class="vm-tick" x="{x}" y="{y}" text-anchor="{anchor}">{text}</text>').format(
                x=coordinate(x), y=coordinate(bottom + 15), anchor=anchor, text=percent(at * step)
            )
        )
    return Markup("").join(lines)


def coordinate(value: float) -> str:
    """A coordinate, with one decimal at most."""
    return f"{value:.1f}".removesuffix(".0").replace("-0.0", "0")
