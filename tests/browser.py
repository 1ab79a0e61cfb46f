"""A real browser for the tests of pages: Debian's Chromium, headless, driven by Playwright.

Pages are opened from files, as a user opens them. Where no Chromium is found these tests are skipped, unless
``VACMAP_BROWSER`` says which program to use: then it must be there.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
SERIOUS = ("serious", "critical")
"""What axe-core calls the faults that keep people out."""
WIDE, NARROW = (1280, 900), (390, 844)
"""A laptop and a phone, in CSS pixels."""


@dataclass
class Opened:
    """A page in the browser, with everything that went wrong while it was open."""

    page: Page
    requests: list[str] = field(default_factory=list)
    """What it asked for, beside itself."""
    complaints: list[str] = field(default_factory=list)
    """Errors and warnings on the console, and errors of scripts."""

    def serious_faults(self) -> list[str]:
        """What axe-core finds that keeps people out: its rule and the first place."""
        found: list[dict[str, Any]] = Axe().run(self.page).response["violations"]
        return [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in found if one["impact"] in SERIOUS]

    def sticks_out(self) -> int:
        """Pixels by which the page is wider than the window."""
        width: int = self.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        return width


Open = Callable[..., Opened]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium. Not for the whole session: Playwright holds the event loop that notebooks need."""
    named = os.environ.get("VACMAP_BROWSER")
    program = shutil.which(named) if named else next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        assert not named, f"VACMAP_BROWSER: expected a browser, found none called {named!r}"
        pytest.skip("no Chromium here (Debian: apt-get install chromium)")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        yield chromium
        chromium.close()


@pytest.fixture
def open_page(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Writes html to a file and opens it; ``size`` of the window, ``dark`` for the dark scheme, ``script=False`` for a
    browser that runs none."""
    contexts = []

    def opened(html: str, size: tuple[int, int] = WIDE, *, dark: bool = False, script: bool = True) -> Opened:
        file = tmp_path / f"page-{len(contexts)}.html"
        file.write_text(html, encoding="utf-8")
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
            java_script_enabled=script,
        )
        contexts.append(context)
        out = Opened(context.new_page())
        out.page.on("request", lambda request: request.url == file.as_uri() or out.requests.append(request.url))
        out.page.on("console", lambda said: said.type in {"error", "warning"} and out.complaints.append(said.text))
        out.page.on("pageerror", lambda error: out.complaints.append(str(error)))
        out.page.goto(file.as_uri())
        return out

    yield opened
    for context in contexts:
        context.close()
