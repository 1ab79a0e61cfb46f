"""a chunk of items → their texts, and the signatures by which duplicates are found"""

from __future__ import annotations

import html
import re
from collections import Counter
from dataclasses import replace

from vacmap.archive.collecting import as_line, from_line
from vacmap.archive.plan import Plan
from vacmap.archive.records import DONE, FAILED, Failure, Item, Stage, failed
from vacmap.archive.signatures import signature
from vacmap.archive.store import ITEMS, SIGNATURES, TEXTS, Store
from vacmap.archive.supervise import Assignment, Watch
from vacmap.errors import InputError, VacmapError
from vacmap.read import MAX_CHARACTERS, read
from vacmap.read.html import read_html

_TAG = re.compile(
    r"</?(?:p|br|div|span|ul|ol|li|b|i|em|strong|h[1-6]|a|table|tr|td|font|html|body)\b[^<>]*>", re.IGNORECASE
)
"""What shows that the text of a cell is html."""
_ENTITY = re.compile(r"&(?:[a-z]{2,8}|#\d{2,6}|#x[\da-f]{2,5});", re.IGNORECASE)


def read_chunk(plan: Plan, assignment: Assignment) -> Counter[str]:
    """Read the items of a chunk; gives how many could be, and how many not."""
    store = Store(plan.folder)
    left_out = {one.item: one for one in assignment.left_out}
    found = [from_line(line) for line in store.read_lines(ITEMS, assignment.key)]
    signatures: list[tuple[str, str]] = []
    with Watch(assignment) as watch:
        for number, item in enumerate(found):
            said = ""
            if isinstance(item, Item):
                if number in left_out:
                    why = left_out[number]
                    found[number] = failed(item, Stage.READ, why.error, f"{item.source}: {why.message}")
                else:
                    watch.at(number)
                    found[number], said = _read(item)
            signatures.append((item.id, said))
    store.write_lines(SIGNATURES, assignment.key, signatures)
    store.write_lines(TEXTS, assignment.key, map(as_line, found))
    return Counter(FAILED if isinstance(one, Failure) else DONE for one in found)


def _read(item: Item) -> tuple[Item | Failure, str]:
    """The item with its text, and the text's signature; or why it cannot be read."""
    try:
        text = read(item.path).text if item.path is not None else cell_text(item.text or "", item.source)
        return replace(item, text=text), signature(text).hex()
    except (VacmapError, MemoryError) as error:
        return failed(item, Stage.READ, error), ""
    except Exception as error:  # noqa: BLE001  a library stumbled over a file: it is this file that failed
        return failed(item, Stage.READ, error, f"{item.source}: cannot be read ({error})"), ""


def cell_text(cell: str, source: str) -> str:
    """The text of a table's cell, which may hold html.

    Raises
    ------
    InputError
        If it is empty, or no single vacancy.
    """
    if _TAG.search(cell):
        cell = read_html(cell.encode("utf-8", "replace"), source)
    elif _ENTITY.search(cell):
        cell = html.unescape(cell)
    if not cell.strip():
        raise InputError(f"{source}: empty; expected the text of a vacancy")
    if len(cell) > MAX_CHARACTERS:
        raise InputError(f"{source}: {len(cell):,} characters; expected one vacancy of at most {MAX_CHARACTERS:,}")
    return cell
