"""bytes of a web page → text with a light layout

The page is walked once to weigh what is marked as hidden or as furniture (menus, cookie bars, footers), and once to
write the rest down block by block. Both walks are loops, not recursion, so that depth costs nothing.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from vacmap.read.blocks import Block, Kind, named_blocks, row_blocks, to_text
from vacmap.read.plain import BOMS, read_plain

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

MAX_HTML_BYTES = 5_000_000
"""A page saved with its pictures and styles inside it has some megabytes; a larger one is no vacancy."""


def _names(names: str) -> frozenset[str]:
    return frozenset(names.split())


UNREAD = _names(
    "area audio base canvas datalist embed frame head iframe img input link map math meta noembed noframes"
    " noscript object option param picture progress script select source style svg template textarea title track"
    " video"
)
"""Elements that hold no text for a reader, or whose text is no part of the page."""
BLOCKS = _names(
    "address article aside blockquote body center details dialog dir div dl fieldset figcaption figure footer"
    " form header hgroup hr html main menu nav ol p pre search section table tbody tfoot thead tr ul"
)
"""Elements that end the paragraph before them."""
HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6", "caption", "legend", "summary"])
LISTS = frozenset(["ul", "ol", "menu", "dir"])
CELLS = frozenset(["td", "th", "dt", "dd"])
ROLES = ((CELLS, "cell"), (HEADINGS, "heading"), (frozenset(["li"]), "item"), (LISTS, "list"))
"""Elements that do more than end a paragraph (see ``_role``)."""
VOID = _names("area base br col embed hr img input link meta param source track wbr")
END_OPTIONAL = _names("p li dt dd tr td th thead tbody tfoot option optgroup colgroup rp rt html head body")
FORMATTING = _names("a b big code em font i nobr s small strike strong tt u")

FURNITURE_TAGS = frozenset(["nav", "footer", "aside"])
FURNITURE_ROLES = frozenset(
    ["navigation", "contentinfo", "complementary", "search", "menu", "menubar", "alertdialog", "tooltip"]
)
NEVER_FURNITURE = frozenset(["html", "body", "main", "article"])
"""Their names say how the page looks ("sidebar", "nav-open"), not what they are."""
INVISIBLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)

FOLDED_ROLES = frozenset(["tabpanel", "region"])
FOLDED = ("tab-", "tabs-", "tabpanel", "accordion", "collaps", "ui-tabs-", "ui-accordion-")
"""Beginnings of the class names of parts that a reader folds out ("Profiel", "Aanbod"): they are text of the page."""

MAIN_TEXT = 2 / 3
"""An element with more than this share of the page's words is no furniture, whatever it is called."""
LEAST_LEFT = 1 / 3
"""If dropping leaves less than this share of the words, the marks are not believed."""

MAX_DEPTH = 500
"""Elements inside each other that are told apart; browsers stop at some 500 too. Deeper tags are read through."""
MAX_FORMATTING = 50
"""So many open <b>, <i>, <font> and the like are opened again in every paragraph that follows: beyond it they are
read through."""
MAX_CELLS = 20
"""Table cells inside each other whose table is kept; deeper ones are paragraphs."""

TAG = re.compile(r"<(/?)([a-zA-Z][^\s/<>]*+)([^<>]*+)>|<!--")
RAW = frozenset(["script", "style"])
"""Elements in which a tag is no tag."""
SPACES = re.compile(r"[ \t\n\r\f\v]+")
META_CHARSET = re.compile(
    rb"""<meta [^>]{0,500}? charset \s* = \s* ["']? \s* ([\w.:-]{1,40})"""
    rb"""| <\?xml [^>]{0,200}? encoding \s* = \s* ["'] ([\w.:-]{1,40})""",
    re.IGNORECASE | re.VERBOSE,
)
META_WITHIN = 4096
"""Bytes at the beginning in which a page names its encoding (the standard says 1024)."""
SEAM = "\0"
"""Where one inline element ends and the next begins; no page can hold this sign."""
SEAM_BETWEEN_WORDS = re.compile(rf"(?<=[^\W_A-ZÀ-Þ]){SEAM}(?=[A-ZÀ-Þ])")
"""Labels side by side ("Gent" + "Voltijds"), which styles keep apart and the text does not."""


def read_html(data: bytes, source: str) -> str:
    """Read a web page: its text in order, with its lists, headings and tables.

    Hidden parts and what surrounds the text (menus, cookie bars, share buttons, breadcrumbs, footers) are left out
    where the page marks them, unless little would be left.

    Raises
    ------
    InputError
        If the bytes are not text.
    """
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(_shallow(_decode(data, source)))
    root = tree.body if tree.body is not None else tree.root
    if root is None:
        return ""
    weights = _Weights.of(root)
    for marks in (weights.hidden | weights.furniture, weights.hidden, {}):
        dropped = {mark for mark, words in marks.items() if words <= MAIN_TEXT * weights.total}
        writer = _Writer(dropped)
        writer.write(root)
        if writer.words >= LEAST_LEFT * weights.total and (writer.blocks or not marks):
            break
    return to_text(writer.blocks)


def _decode(data: bytes, source: str) -> str:
    """By byte order mark, as UTF-8 where that is possible, as the page says, or as Windows-1252.

    UTF-8 goes before what the page says: pages are often saved in UTF-8 with their old mark left in them, while text in
    another encoding hardly ever is valid UTF-8.
    """
    if not data.startswith(tuple(BOMS)) and (declared := META_CHARSET.search(data[:META_WITHIN])):
        try:
            name = codecs.lookup((declared[1] or declared[2]).decode("ascii")).name
            data.decode("utf-8")
        except LookupError:
            pass
        except UnicodeDecodeError:
            # Latin-1 in a page means Windows-1252, and a page whose mark can be read is not in UTF-16.
            if name not in {"iso8859-1", "ascii", "utf-8"} and not name.startswith(("utf-16", "utf-32")):
                try:
                    text = data.decode(name)
                except (UnicodeError, LookupError):  # not what it says; LookupError: a codec that is no encoding
                    pass
                else:
                    return text if isinstance(text, str) else read_plain(data, source)
    return read_plain(data, source)


def _shallow(markup: str) -> str:
    """The page without the tags that stand deeper than any author goes: a parser's time grows with depth × length."""
    depth = formatting = 0
    for match in _tags(markup):
        name = match[2].lower()
        if name in VOID or name in END_OPTIONAL or (match[3].endswith("/") and name not in BLOCKS | FORMATTING):
            continue
        step = -1 if match[1] else 1
        if name in FORMATTING:
            formatting = max(0, formatting + step)
        depth = max(0, depth + step)
        if depth > MAX_DEPTH or formatting > MAX_FORMATTING:
            return markup[: match.start()] + TAG.sub(_without_nesting, markup[match.start() :])
    return markup


def _tags(markup: str) -> Iterator[re.Match[str]]:
    """The tags of a page, but not what looks like one in a comment or a script."""
    lower, at = markup.lower(), 0
    if len(lower) != len(markup):  # a few letters grow when they become small: then scripts are read for tags too
        lower = markup
    while match := TAG.search(markup, at):
        at = match.end()
        name = (match[2] or "").lower()
        if not name or (name in RAW and not match[1]):
            at = lower.find(f"</{name}" if name else "-->", at)
            if at < 0:
                return
        if name:
            yield match


def _without_nesting(match: re.Match[str]) -> str:
    """What is left of a tag that stands too deep: a line break, where it ended a paragraph."""
    name = (match[2] or "").lower()
    if not name or name in UNREAD:
        return match[0]
    return "<br>" if name == "br" or name in BLOCKS | HEADINGS | END_OPTIONAL else ""


def _walk(root: LexborNode, skip: Callable[[LexborNode], bool]) -> Iterator[tuple[LexborNode, bool]]:
    """Every node that is not skipped, when it opens (True) and when it closes (False), in order."""
    node, top = root, root.mem_id
    while True:
        if not skip(node):
            yield node, True
            if (child := node.child) is not None:
                node = child
                continue
            yield node, False
        while node.mem_id != top and node.next is None:
            parent = node.parent
            if parent is None:
                return
            node = parent
            yield node, False
        if node.mem_id == top:
            return
        following = node.next
        if following is None:
            return
        node = following


@dataclass
class _Weights:
    """How many words stand in each element that is marked as hidden or as furniture.

    Words of links do not count: a menu may have more words than a short vacancy, but hardly any outside its links.
    """

    total: int = 0
    hidden: dict[int, int] = field(default_factory=dict)
    furniture: dict[int, int] = field(default_factory=dict)

    @classmethod
    def of(cls, root: LexborNode) -> _Weights:
        weights = cls()
        links = 0
        for node, opens in _walk(root, _is_unread):
            tag = node.tag
            if node.is_text_node:
                if opens and not links:
                    weights.total += len((node.text_content or "").split())
                continue
            if tag == "a":
                links += 1 if opens else -1
            if not node.is_element_node or tag in NEVER_FURNITURE:
                continue
            attributes = node.attributes
            for marked, by_id in ((_is_hidden, weights.hidden), (_is_furniture, weights.furniture)):
                if marked(tag or "", attributes):
                    before = by_id.get(node.mem_id, 0)
                    by_id[node.mem_id] = weights.total - before
        return weights


def _is_hidden(tag: str, attributes: dict[str, str | None]) -> bool:
    if (attributes.get("role") or "").strip().lower() in FOLDED_ROLES or any(
        name.startswith(FOLDED) for name in (attributes.get("class") or "").lower().split()
    ):
        return False
    return (
        "hidden" in attributes
        or (attributes.get("aria-hidden") or "").strip().lower() == "true"
        or (tag == "dialog" and "open" not in attributes)
        or INVISIBLE.search(attributes.get("style") or "") is not None
    )


def _is_furniture(tag: str, attributes: dict[str, str | None]) -> bool:
    if tag in FURNITURE_TAGS or (attributes.get("role") or "").strip().lower() in FURNITURE_ROLES:
        return True
    return _is_called(attributes, _furniture_names()[0])


def _is_unread(node: LexborNode) -> bool:
    """True for what is never text of the page: scripts and the like, and the dialogs of consent tools."""
    tag = node.tag
    if tag in UNREAD:
        return True
    if not node.is_element_node or tag in NEVER_FURNITURE:
        return False
    return _is_called(node.attributes, _furniture_names()[1])


def _is_called(attributes: dict[str, str | None], names: re.Pattern[str]) -> bool:
    own = f"{attributes.get('class') or ''} {attributes.get('id') or ''}".lower().split()
    return any(names.fullmatch(name) for name in own)


@cache
def _furniture_names() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The names of furniture, and of those the ones that are never called so for another reason."""
    rows = files("vacmap.read").joinpath("furniture.txt").read_text(encoding="utf-8").splitlines()
    names = [row.strip() for row in rows if row.strip() and not row.startswith("#")]
    always = [name[1:] for name in names if name.startswith("!")]
    return _either(name.removeprefix("!") for name in names), _either(always)


def _either(names: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(name).replace(r"\*", ".*") for name in names))


@dataclass
class _Item:
    """A list item that is open."""

    level: int
    mark: str
    bare: bool = False
    """True if it opens with a heading: then it is a card or a fold-out part of the page, no item of a list."""


@dataclass
class _List:
    """A list that is open."""

    ordered: bool
    number: int
    style: str


@dataclass
class _Frame:
    """A stretch with lists and paragraphs of its own: the page, or one cell of a table."""

    blocks: list[Block] = field(default_factory=list)
    lists: list[_List] = field(default_factory=list)
    items: list[_Item] = field(default_factory=list)
    headings: int = 0
    term: str | None = None
    """The last <dt>, as long as its <dd> has not come."""


class _Writer:
    """Writes a page down as blocks."""

    def __init__(self, dropped: Collection[int]) -> None:
        self.words = 0
        """Words written outside links."""
        self._dropped = dropped
        self._frames = [_Frame()]
        self._tables: list[list[list[list[Block]]]] = []
        self._pieces: list[str] = []
        self._closed = -1
        """Number of pieces when an inline element last closed."""
        self._links = 0
        self._preformatted = 0

    @property
    def blocks(self) -> list[Block]:
        return self._frames[0].blocks

    def write(self, root: LexborNode) -> None:
        for node, opens in _walk(root, self._skips):
            if node.is_text_node:
                if opens:
                    self._text(node.text_content or "")
            elif node.is_element_node:
                (self._open if opens else self._close)(node, node.tag or "")
        self._flush()

    def _skips(self, node: LexborNode) -> bool:
        tag = node.tag
        if node.mem_id in self._dropped or _is_unread(node):
            return True
        # A button does something; one in a heading, or that folds a part out, is the heading of that part.
        return tag == "button" and not self._frames[-1].headings and "aria-expanded" not in node.attributes

    def _text(self, text: str) -> None:
        if not self._links:
            self.words += len(text.split())
        if self._preformatted:
            self._pieces.append(text.replace("\r\n", "\n").replace("\r", "\n"))
        else:
            self._pieces.append(SPACES.sub(" ", text))

    def _open(self, node: LexborNode, tag: str) -> None:
        frame = self._frames[-1]
        role = _role(node, tag)
        if tag == "br":
            self._pieces.append("\n")
        elif role is None:
            if self._closed == len(self._pieces):
                self._pieces.append(SEAM)
            self._links += tag == "a"
        else:
            self._flush()
            if tag == "pre":
                self._preformatted += 1
            elif tag == "table":
                self._tables.append([])
            elif tag == "tr" and self._tables:
                self._tables[-1].append([])
            elif role == "cell":
                if tag == "dt":
                    self._end_term()
                self._frames.append(_Frame())
            elif role == "heading":
                frame.headings += 1
            elif role == "list":
                attributes = node.attributes
                frame.lists.append(
                    _List(tag == "ol", _number(attributes.get("start"), 1), attributes.get("type") or "")
                )
            elif role == "item":
                frame.items.append(_Item(max(0, len(frame.lists) - 1), _mark(node, frame)))

    def _close(self, node: LexborNode, tag: str) -> None:
        role = _role(node, tag)
        if tag == "br":
            return
        if role is None:
            self._links -= tag == "a"
            self._closed = len(self._pieces)
            return
        self._flush()
        frame = self._frames[-1]
        if tag == "pre":
            self._preformatted -= 1
        elif role == "cell":
            self._end_cell(tag)
        elif role == "heading":
            frame.headings -= 1
        elif role == "list":
            frame.lists.pop()
        elif role == "item":
            frame.items.pop()
        elif tag == "table":
            rows = self._tables.pop()
            frame.blocks.extend(block for cells in rows for block in row_blocks(cells))
        elif tag == "dl":
            self._end_term()

    def _end_cell(self, tag: str) -> None:
        self._end_term()
        blocks = self._frames.pop().blocks
        frame = self._frames[-1]
        if len(self._frames) > MAX_CELLS:
            frame.blocks.extend(blocks)
        elif tag == "dt":
            frame.term = " ".join(block.text for block in blocks)
        elif tag == "dd":
            frame.blocks.extend(blocks if frame.term is None else named_blocks(frame.term, blocks))
            frame.term = None
        elif self._tables and self._tables[-1]:
            self._tables[-1][-1].append(blocks)
        else:
            frame.blocks.extend(blocks)

    def _end_term(self) -> None:
        frame = self._frames[-1]
        if frame.term:
            frame.blocks.append(Block(Kind.PARAGRAPH, frame.term))
        frame.term = None

    def _flush(self) -> None:
        """End the paragraph that is being written."""
        if not self._pieces:
            return
        whole = SEAM_BETWEEN_WORDS.sub(" ", "".join(self._pieces)).replace(SEAM, "")
        self._pieces.clear()
        self._closed = -1
        for part in re.split(r"\n[^\S\n]*\n\s*", whole):
            if text := "\n".join(line for line in map(str.strip, part.split("\n")) if line):
                self._frames[-1].blocks.append(self._block(text))

    def _block(self, text: str) -> Block:
        frame = self._frames[-1]
        item = frame.items[-1] if frame.items else None
        if frame.headings:
            if item is not None and item.mark:
                item.bare = True
            return Block(Kind.HEADING, text)
        if item is None or item.bare:
            return Block(Kind.PARAGRAPH, text)
        mark, item.mark = item.mark, ""
        return Block(Kind.ITEM, text, item.level, mark)


def _role(node: LexborNode, tag: str) -> str | None:
    """What an element does to the text: "cell", "heading", "list", "item", "block"; None for one inside a line."""
    for names, role in ROLES:
        if tag in names:
            return role
    said = (node.attributes.get("role") or "").strip().lower()
    if said == "heading" or (said in {"list", "listitem"} and tag in {"div", "section", "span", "p"}):
        return "item" if said == "listitem" else said
    return "block" if tag in BLOCKS or tag == "button" else None


def _mark(node: LexborNode, frame: _Frame) -> str:
    """The bullet or number of a list item; counts the items of its list."""
    if not frame.lists or not frame.lists[-1].ordered:
        return "•"
    current = frame.lists[-1]
    number = _number(node.attributes.get("value"), current.number)
    current.number = number + 1
    if current.style in {"a", "A"} and 1 <= number <= 26:
        return f"{chr(ord(current.style) + number - 1)}."
    return f"{number}."


def _number(value: str | None, default: int) -> int:
    return int(value) if value and re.fullmatch(r"\d{1,6}", value.strip()) else default
