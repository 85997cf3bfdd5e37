"""What is asked of reports that no schema describes: tables, commands of a workflow, comments and pages."""

import csv as tables
import html.parser
import io
import json
import re

STATUSES = {"pass", "fail", "unknown", "manual", "masked", "not_applicable"}


def csv(path):
    """RFC 4180 without mercy: every row as wide as the head, every line ended by CR LF."""
    text = path.read_bytes().decode()
    rows = list(tables.reader(io.StringIO(text, newline=""), strict=True))
    if not rows or "status" not in rows[0] or "rule" not in rows[0]:
        yield f"no head: {rows[:1]}"
        return
    if len(set(rows[0])) < len(rows[0]):
        yield "two columns have one name"
    if not text.endswith("\r\n") or re.search(r"(?<!\r)\n", re.sub(r'"[^"]*"', "", text)):
        yield "a line does not end with CR LF"
    for number, row in enumerate(rows[1:], 2):
        if len(row) != len(rows[0]):
            yield f"row {number} has {len(row)} cells, and the head {len(rows[0])}"
        elif row[rows[0].index("status")] not in STATUSES:
            yield f"row {number} has the status {row[rows[0].index('status')]}"


def github(path):
    """Commands as the runner of GitHub Actions reads them, no more of a level than it shows."""
    levels = {"error": 0, "warning": 0, "notice": 0}
    lines = path.read_text().split("\n")
    if lines.pop() != "" or not lines:
        yield "no command, or the last line has no end"
    for line in lines:
        command = re.fullmatch(r"::(error|warning|notice) ((?:\w+=[^,:\r\n]*)(?:,\w+=[^,:\r\n]*)*)::([^\r\n]+)", line)
        if not command:
            yield f"no command: {line}"
            continue
        levels[command[1]] += 1
        properties = dict(part.split("=", 1) for part in command[2].split(","))
        if not properties.keys() <= {"file", "line", "endLine", "col", "endColumn", "title"} or "title" not in properties:
            yield f"properties {sorted(properties)}"
        for name in properties.keys() - {"file", "title"}:
            if not re.fullmatch("[1-9][0-9]*", properties[name]):
                yield f"{name} is {properties[name]}"
    yield from (f"{count} of the level {level}" for level, count in levels.items() if count > 10)


def markdown(path):
    """A comment that GitHub takes: short enough, and each section has as many entries as its heading says."""
    text = path.read_text()
    if len(text) > 65_536:
        yield f"{len(text)} characters"
    if not text.startswith("## Norma: "):
        yield f"begins with {text[:40]}"
    for section in re.split(r"^### ", text, flags=re.MULTILINE)[1:]:
        heading = re.fullmatch(r"[A-Z][\w, ]* \((\d+)\)", section.split("\n")[0])
        entries = re.findall(r"^- (?:… and (\d+) more)?", section, flags=re.MULTILINE)
        listed = sum(int(more) if more else 1 for more in entries)
        if not heading or int(heading[1]) != listed:
            yield f"{listed} entries under {section.splitlines()[0]}"


class Elements(html.parser.HTMLParser):
    """Elements that end as they began, ids that stand once, and nothing that a page would have to fetch."""

    VOID = {"meta", "link", "input", "br", "col", "hr", "img"}

    def __init__(self):
        super().__init__()
        self.open, self.ids, self.faults, self.data, self.names = [], set(), [], {}, []

    def handle_starttag(self, name, attributes):
        attributes = dict(attributes)
        self.names.append(name)
        if name not in self.VOID:
            self.open.append(name)
        self.block = attributes.get("id") if name == "script" and attributes.get("type") == "application/json" else None
        if attributes.get("id") in self.ids:
            self.faults.append(f"two elements are called {attributes['id']}")
        self.ids |= {attributes["id"]} if "id" in attributes else set()
        for reference in ("src", "href", "action"):
            if not attributes.get(reference, "#").startswith(("#", "data:")):
                self.faults.append(f"asks for {attributes[reference]}")

    def handle_startendtag(self, name, attributes):
        self.handle_starttag(name, attributes)
        if name not in self.VOID:
            self.open.pop()

    def handle_endtag(self, name):
        if not self.open or self.open.pop() != name:
            self.faults.append(f"</{name}> ends nothing")

    def handle_data(self, text):
        if getattr(self, "block", None):
            self.data[self.block] = self.data.get(self.block, "") + text


def html_page(path):
    text = path.read_text()
    page = Elements()
    page.feed(text)
    page.close()
    yield from page.faults
    if page.open:
        yield f"never ended: {page.open}"
    if not text.startswith("<!DOCTYPE html>\n") or any(page.names.count(name) != 1 for name in ("html", "head", "title", "body", "main", "h1")):
        yield "no page with one title, one main part and one first heading"
    if "Content-Security-Policy" not in text:
        yield "no policy"
    for name, data in page.data.items():
        try:
            json.loads(data)
        except ValueError as error:
            yield f"{name}: {error}"
