"""Looks at HTML reports in headless Chromium: pages.py CHROMIUM FOLDER NAME=REPORT.html,SCAN.json ...

What a report must show is worked out from the same scan's JSON. Prints `time NAME what` for what was measured and a line for each fault, and
ends with 1 if there is one. Screenshots are kept in FOLDER.
"""

import json
import pathlib
import re
import sys

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from expectations import Expectations

chromium, folder = sys.argv[1], pathlib.Path(sys.argv[2])
folder.mkdir(parents=True, exist_ok=True)
faults = []
widths = {"wide": 1280, "narrow": 390}
most_nodes = 2000


def fault(name, text):
    faults.append(f"{name}: {' '.join(str(text).split())[:600]}")


class Page:
    """A report in a window of its own; whatever it says, asks for or breaks is a fault."""

    def __init__(self, browser, name, path, width=1280, scheme="light", fragment=""):
        self.name = f"{name} {width} {scheme}"
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
        self.page = context.new_page()
        self.said = []
        self.page.on("console", lambda message: self.said.append((message.type, message.text)))
        self.page.on("pageerror", lambda error: fault(self.name, f"script error: {error}"))
        self.page.on("dialog", lambda dialog: (fault(self.name, f"says {dialog.message}"), dialog.dismiss()))
        self.page.on("request", lambda request: self.asked(request.url, path))
        self.page.goto(path.as_uri() + fragment)
        self.page.wait_for_selector("#count")

    def asked(self, url, path):
        if url.split("#")[0] != path.as_uri() and url != "data:,":
            fault(self.name, f"asks for {url}")

    def close(self, timings=False):
        longest = {}
        for kind, text in self.said:
            timing = re.fullmatch(r"norma (\w+): ([0-9.]+) ms, \d+ nodes", text) if timings and kind == "log" else None
            if timing:
                longest[timing[1]] = max(longest.get(timing[1], 0), float(timing[2]))
            else:
                fault(self.name, f"console {kind}: {text}")
        for what, milliseconds in longest.items():
            print(f"time {self.name.split()[0]} {what} {milliseconds} ms at most")
        self.page.context.close()

    def expect(self, what, found, expected):
        if found != expected:
            fault(self.name, f"{what}: {found} instead of {expected}")

    def count(self):
        """How many are shown, by what the page says of it."""
        return int(self.page.inner_text("#count").split()[0].replace(",", ""))

    def search(self, words):
        self.page.fill("#search", words)
        self.page.wait_for_function("words => document.getElementById('count').dataset.search === words", arg=words, timeout=300_000)

    def nodes(self, when):
        nodes = self.page.evaluate("document.getElementsByTagName('*').length")
        if nodes > most_nodes:
            fault(self.name, f"{nodes} elements {when}")

    def fits(self, when):
        """Nothing reaches beyond the window, and no two parts lie on each other."""
        for text in self.page.evaluate(layout_faults):
            fault(self.name, f"{when}: {text}")

    def is_accessible(self, when):
        found = Axe().run(self.page, options={"resultTypes": ["violations"]}).response
        for violation in found["violations"]:
            places = "; ".join(node["html"][:160] for node in violation["nodes"][:3])
            fault(self.name, f"{when}: axe {violation['id']} ({violation['help']}): {places}")

    def keep(self, label):
        self.page.screenshot(path=folder / f"{label}.png", full_page=True)


layout_faults = """() => {
  const found = [];
  const root = document.documentElement;
  if (root.scrollWidth > innerWidth) found.push(`scrolls sideways: ${root.scrollWidth} px`);
  const shown = (node) => node.getClientRects().length > 0 && getComputedStyle(node).position !== "absolute";
  const name = (node) => `<${node.localName} class="${node.getAttribute("class") ?? ""}"> ${node.textContent.slice(0, 40)}`;
  for (const node of document.querySelectorAll("body *")) {
    if (!shown(node) || node.closest("svg")) continue;
    const box = node.getBoundingClientRect();
    if (box.right > innerWidth + 1 && box.left >= 0) found.push(`reaches ${Math.round(box.right)} px: ${name(node)}`);
    if (node.scrollWidth > node.clientWidth + 1 && getComputedStyle(node).overflowX !== "visible" && node.localName !== "input")
      found.push(`is cut: ${name(node)}`);
    const children = [...node.children].filter(shown).filter((child) => getComputedStyle(child).display !== "inline");
    for (let at = 1; at < children.length; at += 1) {
      const before = children[at - 1].getBoundingClientRect(), after = children[at].getBoundingClientRect();
      const across = Math.min(before.right, after.right) - Math.max(before.left, after.left);
      const down = Math.min(before.bottom, after.bottom) - Math.max(before.top, after.top);
      if (across > 1 && down > 1) found.push(`lies on its neighbour: ${name(children[at])}`);
    }
  }
  return found.slice(0, 10);
}"""


def check_filters(page, expectations):
    """Each value of each filter alone, then some together, then words that are searched."""
    page.expect("all", page.count(), len(expectations.entries))
    for facet in ("status", "severity"):
        for value in expectations.values(facet):
            box = page.page.locator(f'input[name="{facet}"][value="{value}"]')
            box.check()
            page.expect(f"{facet} {value}", page.count(), expectations.count({facet: [value]}))
            box.uncheck()
    for facet in ("profile", "service", "account"):
        chosen = page.page.locator(f"#filter-{facet}")
        for value in expectations.values(facet):
            if chosen.evaluate("node => node.localName") == "select":
                labels = chosen.locator("option").all_inner_texts()
                label = next((label for label in labels if label.rsplit(" (", 1)[0] == value), None)
                if label is None:
                    fault(page.name, f"{facet} {value} cannot be chosen among {labels}")
                    continue
                expected = expectations.count({facet: [value]})
                page.expect(f"{facet} {value} in the list", label, f"{value} ({expected:,})")
                chosen.select_option(label=label)
            else:
                chosen.fill(value)
            page.expect(f"{facet} {value}", page.count(), expectations.count({facet: [value]}))
            page.page.click("#clear")
    page.expect("cleared", page.count(), len(expectations.entries))
    both = {"status": ["fail", "unknown"], "severity": expectations.values("severity")[:1]}
    for facet, values in both.items():
        for value in values:
            page.page.locator(f'input[name="{facet}"][value="{value}"]').check()
    page.expect("together", page.count(), expectations.count(both))
    page.page.click("#clear")
    for word in expectations.words():
        page.search(word)
        page.expect(f"search for {word}", page.count(), expectations.searched(word))
        page.search("")
    page.expect("nothing searched", page.count(), len(expectations.entries))


def check_reach(page, expectations, most_pages):
    """Every entry stands on one of the pages, once."""
    seen = []
    following = page.page.get_by_role("button", name="Next", exact=True)
    pages = 0
    while True:
        seen += page.page.eval_on_selector_all(".entry", "nodes => nodes.map(node => Number(node.dataset.entry))")
        pages += 1
        if pages == most_pages or not following.is_visible() or following.is_disabled():
            break
        following.click()
    if pages < most_pages:
        page.expect("entries on all pages", seen, list(range(len(expectations.entries))))
    else:
        page.page.get_by_role("button", name="Last", exact=True).click()
        last = page.page.locator(".entry").last.get_attribute("data-entry")
        page.expect("the last entry", last, str(len(expectations.entries) - 1))
        page.page.get_by_role("button", name="First", exact=True).click()


def check_keyboard(page):
    """Tab comes by everything that can be used, shows where it is, and keys alone open, choose and close."""
    browser = page.page
    wanted = browser.evaluate("""() => {
      const usable = [...document.querySelectorAll("a[href], button:enabled, input, select, summary, [role=treeitem][tabindex='0']")]
        .filter((node) => node.getClientRects().length > 0);
      usable.forEach((node, at) => { node.dataset.stop = at; });
      return usable.length;
    }""")
    browser.evaluate("document.activeElement.blur()")
    reached, hidden = set(), []
    for _ in range(wanted + 20):
        browser.keyboard.press("Tab")
        stop, shown = browser.evaluate("""() => {
          const node = document.activeElement, style = getComputedStyle(node);
          return [node.dataset.stop ?? null, style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2];
        }""")
        if stop is None or stop in reached:
            if len(reached) == wanted:
                break
            continue
        reached.add(stop)
        if not shown:
            hidden.append(stop)
    page.expect("stops of the Tab key", len(reached), wanted)
    page.expect("stops without a visible focus", hidden, [])
    browser.evaluate("document.activeElement.blur()")
    browser.keyboard.press("Tab")
    page.expect("the first stop", browser.evaluate("document.activeElement.className"), "skip")
    browser.keyboard.press("Enter")
    page.expect("where it leads", browser.evaluate("document.activeElement.id"), "findings")
    title = browser.locator("button.title").first
    title.focus()
    browser.keyboard.press("Enter")
    page.expect("opened by Enter", title.get_attribute("aria-expanded"), "true")
    page.expect("what is opened", browser.locator(".entry").first.locator(".detail").count(), 1)
    browser.keyboard.press("Space")
    page.expect("closed by Space", title.get_attribute("aria-expanded"), "false")
    tree = browser.locator('[role="tree"]')
    if tree.count() == 0:
        return
    tree.locator('[tabindex="0"]').focus()
    browser.keyboard.press("End")
    for _ in range(60):
        browser.keyboard.press("ArrowRight")
        if browser.evaluate("document.activeElement.getAttribute('aria-expanded')") is None:
            break
    page.expect("a control by the arrows", browser.evaluate("document.activeElement.getAttribute('aria-expanded')"), None)
    before = page.count()
    browser.keyboard.press("Enter")
    page.expect("a control chosen by Enter", browser.locator("#control .card").count(), 1)
    if page.count() == before and browser.locator('[role="treeitem"]').count() > 3:
        fault(page.name, "choosing a control shows the same findings")
    browser.keyboard.press("Enter")
    page.expect("all controls again", page.count(), before)
    browser.keyboard.press("Home")
    page.expect("Home", browser.evaluate("document.activeElement.getAttribute('aria-posinset')"), "1")


def check_theme(page):
    colour = "getComputedStyle(document.body).backgroundColor"
    before = page.page.evaluate(colour)
    page.page.click("#theme")
    if page.page.evaluate(colour) == before:
        fault(page.name, "the switch changes nothing")
    page.page.click("#theme")
    page.expect("the switch back", page.page.evaluate(colour), before)


def check_print(page, expectations):
    """What stands on paper, and that it says how much of all that is; afterwards all is as it was."""
    browser, count = page.page, len(expectations.entries)
    state = "[...document.querySelectorAll('#entries > li, [role=treeitem]')].map((node) => node.textContent).join() + document.documentElement.dataset.theme"
    before = browser.evaluate(state)
    browser.emulate_media(media="print")
    # Twice, as a browser does that shows how it will look.
    browser.evaluate("dispatchEvent(new Event('beforeprint')); dispatchEvent(new Event('beforeprint'))")
    in_full, in_short = min(count, 500), min(max(count - 500, 0), 5000)
    page.expect("printed in full", browser.locator("#entries > li").count(), in_full)
    page.expect("printed in short", browser.locator("#in-short tbody tr").count(), in_short)
    page.expect("notices of what is printed", browser.locator("#printed").count(), 1 if in_short else 0)
    if in_short:
        said = browser.inner_text("#printed")
        rest = count - in_full - in_short
        for words in [f"of {count:,} results", f"first {in_full:,} in full", f"{in_short:,} more"] + [f"{rest:,} results are not printed"] * (rest > 0):
            if words not in said:
                fault(page.name, f"on paper '{words}' is not said: {said}")
        if browser.locator("#printed").bounding_box()["y"] > browser.locator("#entries").bounding_box()["y"]:
            fault(page.name, "what is printed is said behind it")
    browser.evaluate("dispatchEvent(new Event('afterprint'))")
    browser.emulate_media(media="screen")
    page.expect("notices after printing", browser.locator("#printed, #in-short").count(), 0)
    if browser.evaluate(state) != before:
        fault(page.name, "printing leaves the page another")


def look(browser, name, report, expectations):
    is_large = len(expectations.entries) > 5000
    for label, width in widths.items():
        for scheme in ("light", "dark"):
            page = Page(browser, name, report, width, scheme)
            page.nodes("at first")
            page.fits("at first")
            for title in page.page.locator("button.title").all()[:4]:
                title.click()
            page.nodes("with some open")
            page.fits("with some open")
            page.is_accessible("with some open")
            page.keep(f"{name}-{label}-{scheme}")
            page.close()
    page = Page(browser, name, report, fragment="#timings")
    check_filters(page, expectations)
    check_reach(page, expectations, 5 if is_large else 10_000)
    for title in page.page.locator("button.title").all():
        title.click()
    page.nodes("with a whole page open")
    if page.page.get_by_role("button", name="Open all").count():
        page.page.get_by_role("button", name="Open all").click()
        page.nodes("with the whole tree open")
    page.close(timings=True)
    page = Page(browser, name, report)
    check_keyboard(page)
    check_theme(page)
    page.close()
    page = Page(browser, name, report)
    check_print(page, expectations)
    page.page.pdf(path=folder / f"{name}-printed.pdf", prefer_css_page_size=True)
    page.close()


with sync_playwright() as playwright:
    # A page of ours needs no other wall around it, and a container has none to give.
    browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
    for argument in sys.argv[3:]:
        name, _, files = argument.partition("=")
        report, scan = (pathlib.Path(file).resolve() for file in files.split(","))
        look(browser, name, report, Expectations(json.loads(scan.read_text())))
    browser.close()
for text in faults:
    print(text)
sys.exit(1 if faults else 0)
