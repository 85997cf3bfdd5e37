/** Puts the page together. */

function start() {
  const findings = byID("findings");
  const count = element("p", { role: "status", "aria-live": "polite", id: "count" });
  const card = element("div", { id: "control" });
  const list = findingList();
  const form = filterForm(changed);
  const tree = treeOfControls((control) => {
    chosen.control = control === null ? "" : String(control);
    changed();
  });

  function changed() {
    timings.measure("filter", () => {
      const { shown, counts } = select();
      form.update(counts);
      const all = entries.length;
      count.dataset.search = chosen.search;
      count.textContent = shown.length === all ? counted(all, "result") : `${shown.length.toLocaleString("en")} of ${counted(all, "result")}`;
      const drop = () => { chosen.control = ""; changed(); findings.focus(); };
      card.replaceChildren(...(chosen.control === "" ? [] : [controlCard(Number(chosen.control), drop)]));
      list.show(shown);
      tree.draw();
    });
  }

  if (controls.length === 0) byID("controls").remove(); else byID("controls").append(...tree.nodes);
  findings.append(form.node, card, count, ...list.nodes);
  changed();
  theme();
  paper(list, tree, findings);
}

/** As the system has it, unless somebody says otherwise here. */
function theme() {
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.theme ?? (dark.matches ? "dark" : "light")) === "dark";
  const say = () => byID("theme").setAttribute("aria-pressed", String(isDark()));
  byID("theme").addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    say();
  });
  dark.addEventListener("change", say);
  say();
}

/** On paper nothing can be opened: what is chosen stands there in full, as far as paper goes, then in a line each; and it says how far. */
const mostInFull = 500;
const mostInShort = 5000;
const mostControls = 500;

function paper(list, tree, findings) {
  let restore = () => {};
  addEventListener("beforeprint", () => {
    restore();
    const { dataset } = document.documentElement;
    const theme = dataset.theme;
    dataset.theme = "light";
    const { fold, left } = tree.unfold(mostControls);
    const { inFull, inShort, all } = list.showAll(mostInFull, mostInShort);
    const added = [];
    if (left > 0) {
      added.push(element("p", { class: "notice" }, `Printed here are ${counted(mostControls, "row")} of controls; ${counted(left, "row")} more stand in the page itself.`));
      tree.nodes[0].before(added[0]);
    }
    if (inFull < all) {
      const rest = all - inFull - inShort.length;
      const where = "norma writes all of them: --report csv=FILE, or --report pdf=FILE what does not pass.";
      const said = [
        `Printed here of ${counted(all, "result")}: the first ${inFull.toLocaleString("en")} in full, what asks for somebody before the rest; ${inShort.length.toLocaleString("en")} more in a line each.`,
        rest > 0 ? `${counted(rest, "result")} are not printed: filter and print again. ${where}` : "",
      ].filter((text) => text !== "").join(" ");
      const notice = element("p", { class: "notice", id: "printed" }, said);
      list.nodes[0].before(notice);
      const table = shortTable(inShort);
      findings.append(table);
      added.push(notice, table);
    }
    restore = () => {
      if (theme === undefined) delete dataset.theme; else dataset.theme = theme;
      for (const node of added) node.remove();
      fold();
      list.draw();
      restore = () => {};
    };
  });
  addEventListener("afterprint", () => restore());
}

/** What there is no room for in full. */
function shortTable(positions) {
  const columns = ["Status", "Severity", "What", "Resource"];
  const rows = positions.map((at) => {
    const entry = entries[at];
    const resource = [TITLE, ID, KIND, ACCOUNT, REGION].map((field) => resourceOf(entry, field)).filter((text) => text !== "").map(bothEnds).join(" · ");
    return element("tr", {}, element("td", {}, badge(entry[STATUS])),
      [severityOf(entry), headingOf(entry), resource].map((text) => element("td", {}, text)));
  });
  return element("table", { id: "in-short" }, element("caption", {}, `In short (${positions.length.toLocaleString("en")})`),
    element("thead", {}, element("tr", {}, columns.map((name) => element("th", { scope: "col" }, name)))),
    element("tbody", {}, rows));
}

timings.measure("load", start);
