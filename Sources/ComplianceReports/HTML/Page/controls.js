/** The controls, by profile and family, as a tree whose rows are made when they are looked at. */

const rowsAtOnce = 40;

/** From what says least to what says most; a family stands as the worst of what is in it. */
const ranks = ["not_applicable", "pass", "masked", "manual", "unknown", "fail"];

/** Nodes have a name, a status (a position), children; leaves a control (a position). */
function controlTree() {
  const roots = profiles.map((name) => ({ key: name, name, children: [], families: new Map() }));
  controls.forEach((control, at) => {
    let parent = roots[control.profile];
    if (parent === undefined) return;
    for (const name of control.family) {
      let family = parent.families.get(name);
      if (family === undefined) {
        family = { name, children: [], families: new Map() };
        parent.families.set(name, family);
        parent.children.push(family);
      }
      parent = family;
    }
    parent.children.push({ name: titleOf(control), control: at, status: control.status, children: [] });
  });
  const used = roots.filter((root) => root.children.length > 0);
  used.forEach(settle);
  return used;
}

/** Sums up what is beneath a node. */
function settle(node) {
  node.counts = Object.fromEntries(statuses.map(([name]) => [name, 0]));
  if (node.control !== undefined) {
    node.counts[node.status] = 1;
    return;
  }
  for (const child of node.children) {
    settle(child);
    for (const [name] of statuses) node.counts[name] += child.counts[name];
  }
  node.status = ranks.findLast((name) => node.counts[name] > 0) ?? "not_applicable";
  node.isOpen = false;
}

function statusPosition(name) {
  return statuses.findIndex(([status]) => status === name);
}

/** How many entries of each status a control has. */
function entriesByControl() {
  const counts = controls.map(() => new Array(statuses.length).fill(0));
  for (const entry of entries) for (const at of controlsOf(entry)) counts[at][entry[STATUS]] += 1;
  return counts;
}

/** - chose: called with the position of a control whose results somebody wants, or null. */
function treeOfControls(chose) {
  const roots = controlTree();
  const counts = entriesByControl();
  if (roots.length === 1) roots[0].isOpen = true;
  // Where all of it can be taken in at once, it is.
  if (controls.length <= rowsAtOnce) forEachNode(roots, (node) => { node.isOpen = true; });
  let first = 0;
  let active = 0;
  const tree = element("div", { role: "tree", class: "tree", "aria-label": "Controls by profile and family" });
  const position = element("span", { class: "position" });
  const before = button("Earlier controls", () => move(first - rowsAtOnce));
  const next = button("Further controls", () => move(first + rowsAtOnce));
  const nav = element("div", { class: "pages", role: "group", "aria-label": "Rows of controls" }, before, position, next);
  const all = button("Open all", () => { forEachNode(roots, (node) => { node.isOpen = true; }); draw(); });
  const none = button("Close all", () => { forEachNode(roots, (node) => { node.isOpen = false; }); first = active = 0; draw(); });

  function rows() {
    const found = [];
    const walk = (nodes, level) => nodes.forEach((node, at) => {
      found.push({ node, level, at, of: nodes.length });
      if (node.isOpen) walk(node.children, level + 1);
    });
    walk(roots, 1);
    return found;
  }

  function move(to) {
    first = to;
    active = to;
    draw();
  }

  function draw(hasFocus = false) {
    const all = rows();
    active = Math.min(Math.max(active, 0), all.length - 1);
    first = Math.min(Math.max(first, 0), Math.max(0, all.length - rowsAtOnce));
    if (active < first) first = active;
    if (active >= first + rowsAtOnce) first = active - rowsAtOnce + 1;
    tree.replaceChildren(...all.slice(first, first + rowsAtOnce).map((row, at) => treeRow(row, first + at)));
    const last = Math.min(first + rowsAtOnce, all.length);
    position.textContent = `Rows ${first + 1} to ${last} of ${all.length}`;
    before.disabled = first === 0;
    next.disabled = last === all.length;
    nav.hidden = all.length <= rowsAtOnce;
    if (hasFocus) tree.querySelector('[tabindex="0"]')?.focus();
  }

  function treeRow({ node, level, at, of }, index) {
    const isLeaf = node.control !== undefined;
    const made = element("div", {
      role: "treeitem", "aria-level": level, "aria-setsize": of, "aria-posinset": at + 1, class: `row level-${Math.min(level, 6)}`,
      "aria-expanded": isLeaf ? null : String(node.isOpen), tabindex: index === active ? "0" : "-1",
      "aria-selected": isLeaf ? String(chosen.control === String(node.control)) : null,
    }, badge(statusPosition(node.status)), element("span", { class: "name" }, node.name),
      element("span", { class: "tally" }, isLeaf ? tally(counts[node.control]) : familyTally(node)));
    made.addEventListener("click", () => { active = index; act(node); draw(true); });
    made.addEventListener("focus", () => { active = index; });
    return made;
  }

  function act(node) {
    if (node.control === undefined) node.isOpen = !node.isOpen;
    else chose(chosen.control === String(node.control) ? null : node.control);
  }

  tree.addEventListener("keydown", (event) => {
    const all = rows();
    const { node, level } = all[active];
    const parent = () => { let at = active; while (at > 0 && all[at].level >= level) at -= 1; return at; };
    switch (event.key) {
      case "ArrowDown": active += 1; break;
      case "ArrowUp": active -= 1; break;
      case "PageDown": active += rowsAtOnce; break;
      case "PageUp": active -= rowsAtOnce; break;
      case "Home": active = 0; break;
      case "End": active = all.length - 1; break;
      case "ArrowRight": if (node.control === undefined && !node.isOpen) node.isOpen = true; else if (node.isOpen) active += 1; break;
      case "ArrowLeft": if (node.isOpen) node.isOpen = false; else active = parent(); break;
      case "Enter": case " ": act(node); break;
      default: return;
    }
    event.preventDefault();
    draw(true);
  });

  /** For paper: all of it, as far as it goes; how many rows are left, and what puts it as it was. */
  function unfold(most) {
    const closed = [];
    forEachNode(roots, (node) => {
      if (!node.isOpen) closed.push(node);
      node.isOpen = true;
    });
    const all = rows();
    tree.replaceChildren(...all.slice(0, most).map(treeRow));
    const fold = () => {
      for (const node of closed) node.isOpen = false;
      draw();
    };
    return { fold, left: Math.max(0, all.length - most) };
  }

  draw();
  return { nodes: [element("p", { class: "tools" }, all, none), tree, nav], draw, unfold };
}

function forEachNode(nodes, visit) {
  for (const node of nodes) {
    if (node.control === undefined) visit(node);
    forEachNode(node.children, visit);
  }
}

/** `3 fail, 1 unknown, 12 pass` */
function tally(counts) {
  return statuses.map(([, word], at) => (counts[at] === 0 ? "" : `${counts[at].toLocaleString("en")} ${word}`)).filter((text) => text !== "").join(", ");
}

function familyTally(node) {
  return "controls: " + tally(statuses.map(([name]) => node.counts[name]));
}

/** What a control says of itself, above its results. */
function controlCard(at, drop) {
  const control = controls[at];
  return element("div", { class: "card" },
    element("p", {}, badge(statusPosition(control.status)), " ", element("b", {}, nameOf(control))),
    control.text ? element("p", { class: "prose" }, control.text) : null,
    control.answer ? element("p", { class: "prose" }, control.answer) : null,
    element("p", { class: "quiet" }, [profiles[control.profile], ...control.family].join(" › ")),
    button("Show the results of all controls", drop));
}
