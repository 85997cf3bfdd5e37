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

/** On paper nothing can be opened: what is chosen is printed as it stands open, as far as paper goes. */
function paper(list, tree, findings) {
  const most = 500;
  let fold = () => {};
  const rest = element("p", { class: "notice" });
  addEventListener("beforeprint", () => {
    document.documentElement.dataset.printed = document.documentElement.dataset.theme ?? "";
    document.documentElement.dataset.theme = "light";
    fold = tree.unfold(most);
    const more = list.showAll(most);
    if (more > 0) {
      rest.textContent = `… and ${counted(more, "result")} that are not printed here: filter, or ask norma for a PDF or CSV of all.`;
      findings.append(rest);
    }
  });
  addEventListener("afterprint", () => {
    const { dataset } = document.documentElement;
    if (dataset.printed === "") delete dataset.theme; else dataset.theme = dataset.printed;
    delete dataset.printed;
    rest.remove();
    fold();
    list.draw();
  });
}

timings.measure("load", start);
