/** Why an entry is what it is, with the lines of both texts. */

const texts = { resource: "Resource", rule: "Rule", related: "Other resource" };

/** A mark that stands further right has what is said of it here, so that there is room for it. */
const widestPad = 90;

/** Places are shown so many at a time. */
const placesAtOnce = 8;

function detailOf(entry) {
  const parts = [];
  if (entry[MASK] !== null) {
    parts.push(element("p", { class: "mask" }, `${entry[MASK][0]} beneath a mask: ${entry[MASK][1]}`));
  }
  const rule = entry[RULE] < 0 ? null : rules[entry[RULE]];
  const found = evidenceOf(entry);
  parts.push(places(found));
  if (rule !== null && found.length === 0 && rule.parameters.length > 0) {
    parts.push(parameterTable(rule.parameters, ["Parameter", "Value"]));
  }
  if (rule?.fix && statuses[entry[STATUS]][0] !== "pass") parts.push(element("p", { class: "fix" }, element("b", {}, "Fix: "), rule.fix));
  if (rule?.text) parts.push(element("p", { class: "prose" }, rule.text));
  if (rule === null) parts.push(element("p", { class: "prose" }, controls[entry[CONTROLS][0]].answer ?? ""));
  parts.push(facts(entry, rule));
  return element("div", { class: "detail" }, parts);
}

function facts(entry, rule) {
  const stated = [
    ["Rule", rule === null ? "" : [rule.name, rule.id].filter((name) => name).join(", ")],
    ["Resource", resourceOf(entry, TITLE)], ["Id", resourceOf(entry, ID)], ["Kind", resourceOf(entry, KIND)],
    ["Account", resourceOf(entry, ACCOUNT)], ["Region", resourceOf(entry, REGION)],
    ["Group", resourceOf(entry, GROUP)], ["File", resourceOf(entry, FILE)],
    [controlsOf(entry).length === 1 ? "Control" : "Controls", shortened(controlsOf(entry).map((at) => nameOf(controls[at])), 12)],
  ].filter(([, value]) => value !== "");
  return element("dl", { class: "facts" }, stated.map(([name, value]) => element("div", {}, element("dt", {}, name), element("dd", {}, value))));
}

function shortened(names, most) {
  const more = names.length - most;
  return names.slice(0, most).join("; ") + (more > 0 ? ` … and ${more} more` : "");
}

/** The places of one result, a few at a time. */
function places(found) {
  const node = element("div", { class: "places" });
  let first = 0;
  const draw = () => {
    node.replaceChildren(...found.slice(first, first + placesAtOnce).map((finding) => place(finding, found.length > 1)));
    if (found.length <= placesAtOnce) return;
    const last = Math.min(first + placesAtOnce, found.length);
    node.append(element("p", { class: "pages" },
      button("Earlier places", () => { first -= placesAtOnce; draw(); }, { disabled: first === 0 }),
      element("span", { role: "status" }, `Places ${first + 1} to ${last} of ${found.length}`),
      button("Further places", () => { first += placesAtOnce; draw(); }, { disabled: last === found.length })));
  };
  draw();
  return node;
}

/** The message of a single place stands above it already. */
function place(finding, isOneOfSeveral) {
  const said = isOneOfSeveral ? [element("p", { class: "message" }, finding.message)] : [];
  if (finding.explanation !== "") said.push(element("p", { class: "explanation" }, finding.explanation));
  if (finding.missing !== null) said.push(element("p", { class: "explanation" }, "Missing: ", element("code", {}, finding.missing)));
  if (finding.causes.length > 0) said.push(element("p", { class: "explanation" }, `Not known: ${finding.causes.join(", ")}`));
  const excerpts = finding.excerpts.map(excerpt);
  if (excerpts.length === 0 && finding.place !== null) excerpts.push(element("p", { class: "origin" }, finding.place));
  const parameters = finding.parameters.length === 0 ? null : parameterTable(finding.parameters, ["Parameter", "Value", "Origin"]);
  return element("section", { class: "place" }, said, element("div", { class: "excerpts" }, excerpts), parameters);
}

const marks = [null, "primary", "secondary"];

function excerpt(shown) {
  const lines = shown.lines.flatMap(([number, parts, labels]) => [
    element("span", { class: "line" }, element("span", { class: "number" }, String(number)), element("span", { class: "text" }, parts.map(([text, mark]) =>
      mark === 0 ? document.createTextNode(text) : element("mark", { class: marks[mark] }, text)))),
    ...labels.map(([mark, indentation, text]) =>
      element("span", { class: `said said-${marks[mark] ?? "primary"}` }, element("span", { class: "pad" }, " ".repeat(Math.min(indentation, widestPad))), element("span", {}, text))),
  ]);
  return element("figure", { class: `excerpt excerpt-${shown.text}` },
    element("figcaption", {}, element("b", {}, texts[shown.text]), ` ${shown.place}`), element("pre", {}, lines));
}

function parameterTable(parameters, columns) {
  const head = element("tr", {}, columns.map((name) => element("th", { scope: "col" }, name)));
  const rows = parameters.map(([name, ...cells]) =>
    element("tr", {}, element("th", { scope: "row" }, name), cells.map((cell, at) => element("td", {}, at === 0 ? element("code", {}, cell) : cell))));
  return element("table", { class: "parameters" }, element("thead", {}, head), element("tbody", {}, rows));
}
