"""A headless Chromium for the tests of the report: one of the system, or the one that Playwright has installed."""

import os
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Error, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


def program() -> str | None:
    """SAYSO_CHROMIUM, or a browser on the path; None leaves it to Playwright."""
    return os.environ.get("SAYSO_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as playwright:
        # without a user namespace of its own, as in containers, Chromium starts only without its sandbox
        try:
            browser = playwright.chromium.launch(executable_path=program(), args=["--no-sandbox"])
        except Error as error:
            if os.environ.get("SAYSO_CHROMIUM"):
                raise
            pytest.skip(f"no Chromium that starts; install one or set SAYSO_CHROMIUM ({str(error).splitlines()[0]})")
        yield browser
        browser.close()


class Reader:
    """A page that is open, with everything it complained of."""

    def __init__(self, browser, path: Path, **context):
        self.path = path
        self.context = browser.new_context(**context)
        self.page = self.context.new_page()
        self.complaints: list[str] = []
        self.requests: list[str] = []
        self.page.on("console", lambda message: self.complaints.append(f"{message.type}: {message.text}"))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", lambda dialog: (self.complaints.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.session = self.context.new_cdp_session(self.page)
        self.session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def go(self, address: str = ""):
        self.page.goto(f"{self.path.as_uri()}{address}")
        self.page.wait_for_selector("main h1")
        return self.page

    def seconds(self) -> float:
        """Processor time that the page has taken for everything, which a busy machine does not lengthen."""
        metrics = {metric["name"]: metric["value"] for metric in self.session.send("Performance.getMetrics")["metrics"]}
        return metrics["TaskDuration"]


@pytest.fixture
def reader(chromium):
    """Opens a page; in the end, none that was opened may have complained or asked for anything but itself."""
    opened: list[Reader] = []

    def open_page(path: Path, **context) -> Reader:
        opened.append(Reader(chromium, path, **context))
        return opened[-1]

    yield open_page
    for one in opened:
        assert one.complaints == []
        assert {url.split(":")[0] for url in one.requests} <= {"file"}
        one.context.close()
