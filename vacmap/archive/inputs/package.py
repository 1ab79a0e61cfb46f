"""an Excel file, which is a zip of parts → its sheets and strings as streams, and how its numbers are shown

A workbook keeps numbers apart from how they are shown: a date is a number in a style for dates, and 00123 may be 123 in
a style of five zeros. openpyxl knows which styles show dates, and which date a number is.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from typing import IO, Any

from lxml import etree  # type: ignore[import-untyped]
from openpyxl.styles.numbers import builtin_format_code, is_date_format, is_timedelta_format
from openpyxl.utils.datetime import CALENDAR_MAC_1904, WINDOWS_EPOCH, from_excel

from vacmap.archive.inputs.sheet_xml import Strings, unescaped
from vacmap.archive.inputs.values import as_text
from vacmap.errors import InputError

MAX_ENTRIES = 10_000
"""Files inside it."""
MAX_UNPACKED = 1_000_000_000
"""Bytes of a sheet, or of all strings, unpacked: three hundred thousand vacancies."""
MAX_PART = 20_000_000
"""Bytes of any other part that is read (styles, names of sheets); it is held as a whole."""
MAX_SHEETS = 100
"""Sheets that are looked at."""
DIGITS = 15
"""Digits of a number that Excel keeps, and shows."""
SMALLEST, LARGEST = 1e-15, 1e21
"""Numbers between these have no exponent."""
ZEROS = re.compile(r"0{2,}")
"""A style in which a number has at least so many digits."""

_Element = Any  # lxml.etree._Element; lxml comes without types
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)


class Package:
    """The parts of a workbook. Reading may raise what ``zipfile`` and lxml raise, and KeyError for a missing part."""

    def __init__(self, zipped: zipfile.ZipFile) -> None:
        self._zip = zipped
        if len(zipped.infolist()) > MAX_ENTRIES:
            raise InputError(f"{len(zipped.infolist()):,} files inside it; expected at most {MAX_ENTRIES:,}")
        self._main = next(iter(self._related("", "officeDocument").values()), "")
        self._workbook = self._tree(self._main)

    def sheets(self) -> list[tuple[str, str]]:
        """Name and part of every sheet that can be seen; of all, if none can."""
        parts = self._related(self._main, "worksheet")
        found = []
        for sheet in self._workbook.iter("{*}sheet"):
            of_relation = next((value for key, value in sheet.items() if key.endswith("}id")), "")
            if of_relation in parts:
                found.append((sheet.get("state", "visible"), sheet.get("name", ""), parts[of_relation]))
        seen = [(name, part) for state, name, part in found if state == "visible"]
        return (seen or [(name, part) for _, name, part in found])[:MAX_SHEETS]

    def open(self, part: str) -> IO[bytes]:
        """A sheet, or the strings, as a stream."""
        size = self._zip.getinfo(part).file_size  # zipfile gives no byte more than is said here
        if size > MAX_UNPACKED:
            raise InputError(f"unpacks to {size:,} bytes; expected at most {MAX_UNPACKED:,}")
        return self._zip.open(part)

    def strings(self) -> Strings:
        """The strings to which cells refer."""
        part = next(iter(self._related(self._main, "sharedStrings").values()), None)
        if part is None:
            return Strings(BytesIO(b"<sst/>"))
        with self.open(part) as stream:
            return Strings(stream)

    def formats(self) -> Formats:
        """How numbers are shown."""
        properties = next(self._workbook.iter("{*}workbookPr"), None)
        mac = properties is not None and properties.get("date1904") in {"1", "true"}
        epoch = CALENDAR_MAC_1904 if mac else WINDOWS_EPOCH
        part = next(iter(self._related(self._main, "styles").values()), None)
        if part is None:
            return Formats(epoch)
        styles = self._tree(part)
        own = {int(code.get("numFmtId")): code.get("formatCode", "") for code in styles.iter("{*}numFmt")}
        cells = styles.find("{*}cellXfs")
        used = [int(style.get("numFmtId", "0")) for style in (() if cells is None else cells)]
        codes = {str(style): own.get(code) or builtin_format_code(code) or "" for style, code in enumerate(used)}
        return Formats(
            epoch,
            frozenset(style for style, code in codes.items() if is_date_format(code)),
            frozenset(style for style, code in codes.items() if is_timedelta_format(code)),
            {style: len(code) for style, code in codes.items() if ZEROS.fullmatch(code)},
        )

    def _related(self, part: str, kind: str) -> dict[str, str]:
        """Parts of a kind to which a part refers, by the names it has for them."""
        folder, name = posixpath.split(part)
        try:
            relations = self._tree(posixpath.join(folder, "_rels", f"{name}.rels"))
        except KeyError:
            return {}
        return {
            relation.get("Id", ""): posixpath.normpath(posixpath.join("/", folder, relation.get("Target", "")))[1:]
            for relation in relations.iter("{*}Relationship")
            if relation.get("Type", "").endswith(f"/{kind}")
        }

    def _tree(self, part: str) -> _Element:
        size = self._zip.getinfo(part).file_size
        if size > MAX_PART:
            raise InputError(f"{part} unpacks to {size:,} bytes; expected at most {MAX_PART:,}")
        return etree.fromstring(self._zip.read(part), _PARSER)


@dataclass(frozen=True)
class Formats:
    """How the numbers of cells are shown, by the number of their style."""

    epoch: datetime
    """The day from which days are counted."""
    dates: frozenset[str] = frozenset()
    durations: frozenset[str] = frozenset()
    zeros: dict[str, int] = field(default_factory=dict)
    """Styles with zeros before a number, and how many digits it has with them."""

    def shown(self, number: str, style: str) -> str:
        """A number as a person sees it."""
        try:
            value = float(number)
            if style in self.dates:
                return as_text(from_excel(value, self.epoch, timedelta=style in self.durations)) or ""
        except (ValueError, OverflowError):
            return number  # no number, or none that is a date
        text = f"{value:.{DIGITS}g}"
        if SMALLEST <= abs(value) < LARGEST:
            text = format(Decimal(text), "f")
        return text.zfill(self.zeros.get(style, 0))


@dataclass(frozen=True)
class Texts:
    """What stands in the XML of cells → text; to be called with type, style and what stands there."""

    strings: Strings
    formats: Formats

    def __call__(self, kind: str, style: str, said: str) -> str | None:
        if kind == "n":
            return self.formats.shown(said, style)
        if kind == "s":
            return self.strings[int(said)] if said.isdecimal() and len(said) < DIGITS else None
        if kind == "b":
            return "false" if said == "0" else "true"
        if kind == "d":
            return said.removesuffix("T00:00:00")
        return unescaped(said)
