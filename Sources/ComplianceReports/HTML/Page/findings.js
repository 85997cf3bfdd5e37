/** The list of entries, a page at a time: the document holds what is looked at, and no more. */

const entriesAtOnce = 40;
/** Elements in the document, above which what was opened first is closed again. */
const mostNodes = 1900;

function findingList() {
  let shown = [];
  let page = 0;
  const list = element("ol", { class: "entries", id: "entries", "aria-label": "Results" });
  const position = element("span", { class: "position" });
  const steps = {
    first: button("First", () => turn(0)), before: button("Previous", () => turn(page - 1)),
    next: button("Next", () => turn(page + 1)), last: button("Last", () => turn(pages() - 1)),
  };
  const nav = element("nav", { "aria-label": "Pages of results", class: "pages" },
    steps.first, steps.before, position, steps.next, steps.last);

  function pages() {
    return Math.max(1, Math.ceil(shown.length / entriesAtOnce));
  }

  function turn(to) {
    page = Math.min(Math.max(to, 0), pages() - 1);
    timings.measure("page", draw);
    list.firstElementChild?.querySelector("button")?.focus();
  }

  function draw() {
    opened.length = 0;
    const first = page * entriesAtOnce;
    list.setAttribute("start", String(first + 1));
    list.replaceChildren(...shown.slice(first, first + entriesAtOnce).map((at) => row(entries[at], at)));
    position.textContent = `Page ${(page + 1).toLocaleString("en")} of ${pages().toLocaleString("en")}`;
    steps.first.disabled = steps.before.disabled = page === 0;
    steps.next.disabled = steps.last.disabled = page === pages() - 1;
    nav.hidden = pages() === 1;
  }

  return {
    nodes: [list, nav],
    show(positions) {
      shown = positions;
      page = 0;
      draw();
    },
    /** For paper: the first so many, opened; which come behind them, and how many there are. */
    showAll(mostInFull, mostInShort) {
      const inFull = shown.slice(0, mostInFull);
      list.setAttribute("start", "1");
      list.replaceChildren(...inFull.map((at) => {
        const made = row(entries[at], at);
        if (statuses[entries[at][STATUS]][0] !== "pass") open(made, entries[at], false);
        return made;
      }));
      return { inFull: inFull.length, inShort: shown.slice(mostInFull, mostInFull + mostInShort), all: shown.length };
    },
    draw,
  };
}

/** What is open, from what was opened first on. */
const opened = [];

/** Both ends of a name that is too long for a line; what is opened shows all of it. */
function bothEnds(text) {
  const characters = text.length > 300 ? [...text] : [];
  return characters.length > 300 ? `${characters.slice(0, 200).join("")}…${characters.slice(-99).join("")}` : text;
}

function row(entry, at) {
  const severity = severityOf(entry);
  const title = element("button", { type: "button", class: "title", "aria-expanded": "false", "aria-controls": `detail-${at}` },
    headingOf(entry));
  const subject = [resourceOf(entry, TITLE), resourceOf(entry, ID), resourceOf(entry, KIND), resourceOf(entry, ACCOUNT), resourceOf(entry, REGION)]
    .filter((text) => text !== "").map(bothEnds).join(" · ");
  const made = element("li", { class: `entry entry-${statuses[entry[STATUS]][0]}`, "data-entry": at },
    element("div", { class: "head" }, badge(entry[STATUS]),
      severity === "" ? null : element("span", { class: `severity severity-${severity}` }, severity),
      element("h3", {}, title)),
    subject === "" ? null : element("p", { class: "subject" }, subject),
    messageOf(entry) === "" ? null : element("p", { class: "message" }, messageOf(entry)));
  title.addEventListener("click", () => {
    if (title.getAttribute("aria-expanded") === "true") close(made);
    else timings.measure("opening", () => open(made, entry, true));
  });
  return made;
}

function open(made, entry, isBounded) {
  const title = made.querySelector("button.title");
  const detail = detailOf(entry);
  detail.id = title.getAttribute("aria-controls");
  made.append(detail);
  title.setAttribute("aria-expanded", "true");
  if (!isBounded) return;
  opened.push(made);
  while (nodeCount() > mostNodes && opened.length > 1) close(opened[0]);
}

function close(made) {
  made.querySelector(".detail")?.remove();
  made.querySelector("button.title").setAttribute("aria-expanded", "false");
  const at = opened.indexOf(made);
  if (at >= 0) opened.splice(at, 1);
}
