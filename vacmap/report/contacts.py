"""text → the same text with e-mail addresses and phone numbers masked, for showing only

A vacancy names people. Who reads a report needs its tasks, not someone's mobile number, so what is shown is masked
unless asked otherwise. Records and their offsets are never touched.

The rule for phone numbers is Belgian and Dutch: a national number starts with 0 and has nine or ten digits, an
international one starts with + or 00. Years, postcodes, dates, amounts and enterprise numbers do not fit that form, or
are let through by name below.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from vacmap.report.phrases import label

_EMAIL = re.compile(
    r"""
    (?<![\w.+'’-])[\w.+'’-]*[\w+]        # name
    (?:@|\s?(?:\(at\)|\[at\]|\{at\})\s?)  # @, or how people hide it from robots
    [\w-]+(?:\.[\w-]+)*\.[^\W\d_]{2,}     # domain
    """,
    re.VERBOSE | re.IGNORECASE,
)
_GAP = r"(?:[ \t\u00a0\u202f]?[./\-–][ \t\u00a0\u202f]?|[ \t\u00a0\u202f]|\n[ \t]*)?"
"""What may stand between two digits of one number: a space, a sign with or without spaces, the wrap of a line."""
_PHONE = re.compile(
    rf"""
    (?<![\w+€]) (?<!€[ \u00a0]) (?<!\d[.,/-])
    (?:
        \(? (?:\+|00) \s? \d{{1,3}} \)? {_GAP} (?:\(0\){_GAP})? (?:\(?\d\)?{_GAP}){{6,11}}\d  # +32 (0)2 555 01 23
      | \(0\d{{1,3}}\) {_GAP} (?:\d{_GAP}){{5,7}}\d                                           # (02) 555 01 23
      | 0[1-9]{_GAP} (?:\d{_GAP}){{6,7}}\d                                                    # 02 555 01 23
      | 0[89]00{_GAP}\d{{4}}                                                                  # 0800-1234
    )
    (?! \d | [.,/-]\d )
    """,
    re.VERBOSE,
)
_MAY_HOLD_ONE = re.compile(r"[@\d]|[(\[{]at[)\]}]", re.IGNORECASE)
"""What stands in every text with an address or a number: most sentences have none, which one look tells."""
_DATE = re.compile(r"\d{1,2}([./-])\d{1,2}\1(?:\d{4}|\d{2})(?!\d)")
_ENTERPRISE = re.compile(r"0\d{3}\.\d{3}\.\d{3}")
_ENTERPRISE_CUE = re.compile(
    r"(?:\bbe|\bbtw|\bkbo|\brpr|\bkvk|\bondernemings)\W{0,4}(?:nr\.?|nummer)?\W{0,3}$", re.IGNORECASE
)


class Contact(NamedTuple):
    """A stretch that lets someone be reached."""

    start: int
    end: int
    kind: str
    """``e-mail`` or ``telefoon``."""


def find_contacts(text: str) -> tuple[Contact, ...]:
    """E-mail addresses and phone numbers in a text, in order; ``start`` and ``end`` are offsets into it."""
    emails = [Contact(*match.span(), "e-mail") for match in _EMAIL.finditer(text)]
    phones = [
        contact
        for contact in _phones(text)
        if not any(mail.start < contact.end and contact.start < mail.end for mail in emails)
    ]
    return tuple(sorted([*emails, *phones]))


def mask_contacts(text: str) -> str:
    """The text with a word in brackets for every e-mail address and phone number.

    Examples
    --------
    >>> mask_contacts("Mail an@voorbeeld.be of bel 02 555 01 23.")
    'Mail [e-mail] of bel [telefoon].'
    """
    if not _MAY_HOLD_ONE.search(text):
        return text
    parts: list[str] = []
    at = 0
    for contact in find_contacts(text):
        parts += [text[at : contact.start], mask_of(contact)]
        at = contact.end
    return "".join([*parts, text[at:]])


def mask_of(contact: Contact) -> str:
    """What is shown instead."""
    return f"[{label('contacts', contact.kind)}]"


def _phones(text: str) -> Iterator[Contact]:
    for match in _PHONE.finditer(text):
        found, before = match.group(), text[max(0, match.start() - 30) : match.start()]
        if _DATE.match(found) or _is_enterprise_number(found) or _ENTERPRISE_CUE.search(before):
            continue
        yield Contact(*match.span(), "telefoon")


def _is_enterprise_number(found: str) -> bool:
    # 0412.345.678 could be a mobile number as well; its check digits decide (97 minus the rest of the first eight).
    if not _ENTERPRISE.fullmatch(found):
        return False
    digits = found.replace(".", "")
    return 97 - int(digits[:8]) % 97 == int(digits[8:])
