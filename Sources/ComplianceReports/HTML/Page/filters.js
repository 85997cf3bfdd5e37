/** Which entries are shown: of one filter any value fits, of several all must. */

const chosen = { status: new Set(), severity: new Set(), profile: "", service: "", account: "", control: "", search: "" };

const profilesOfRule = controlsOfRule.map((positions) => [...new Set(positions.map((at) => controls[at].profile))]);

/** Lists of one value, made once: there may be very many entries. */
const none = [""];
const ofStatus = statuses.map(([name]) => [name]);
const ofSeverity = rules.map((rule) => [rule.severity]);
const ofService = resources.map((resource) => [resource[SERVICE]]);
const ofAccount = resources.map((resource) => [resource[ACCOUNT]]);

/** The values that an entry has of each filter. */
const facets = [
  { name: "status", values: (entry) => ofStatus[entry[STATUS]] },
  { name: "severity", values: (entry) => (entry[RULE] < 0 ? none : ofSeverity[entry[RULE]]) },
  {
    name: "profile",
    values: (entry) =>
      entry[CONTROLS] === null ? profilesOfRule[entry[RULE]] : [...new Set(entry[CONTROLS].map((at) => controls[at].profile))],
  },
  { name: "service", values: (entry) => (entry[RESOURCE] < 0 ? none : ofService[entry[RESOURCE]]) },
  { name: "account", values: (entry) => (entry[RESOURCE] < 0 ? none : ofAccount[entry[RESOURCE]]) },
  { name: "control", values: controlsOf },
];

/** Whether one of the values is chosen. */
function admits(facet, values) {
  const choice = chosen[facet.name];
  return values.some((value) => (choice instanceof Set ? choice.has(value) : String(value) === choice));
}

/** What is searched, in small letters; made when somebody first searches. */
let searched = null;

function searchedTexts() {
  return {
    rules: rules.map((rule, position) =>
      [rule.name, rule.id ?? "", rule.title ?? "", ...controlsOfRule[position].map((at) => nameOf(controls[at]))]
        .join("\n").toLowerCase()),
    resources: resources.map((resource) => resource.join("\n").toLowerCase()),
  };
}

/** Every word has to stand somewhere. */
function isFound(entry, words) {
  const message = messageOf(entry).toLowerCase();
  const rule = entry[RULE] < 0 ? controlsOf(entry).map((at) => nameOf(controls[at])).join("\n").toLowerCase() : searched.rules[entry[RULE]];
  const resource = entry[RESOURCE] < 0 ? "" : searched.resources[entry[RESOURCE]];
  return words.every((word) => rule.includes(word) || resource.includes(word) || message.includes(word));
}

/**
 * The positions of the entries that are admitted, and for each filter how many there would be with each of its values, all other filters
 * being as they are.
 */
function select() {
  const words = chosen.search.toLowerCase().split(/\s+/).filter((word) => word !== "");
  if (words.length > 0) searched ??= searchedTexts();
  const shown = [];
  const counts = Object.fromEntries(facets.map((facet) => [facet.name, new Map()]));
  const found = facets.map((facet) => counts[facet.name]);
  const isChosen = facets.map(({ name }) => (chosen[name] instanceof Set ? chosen[name].size > 0 : chosen[name] !== ""));
  entries.forEach((entry, position) => {
    if (words.length > 0 && !isFound(entry, words)) return;
    let missed = -1;
    for (let at = 0; at < facets.length; at += 1) {
      if (!isChosen[at] || admits(facets[at], facets[at].values(entry))) continue;
      // What misses two counts for neither.
      if (missed >= 0) return;
      missed = at;
    }
    if (missed < 0) shown.push(position);
    for (let at = 0; at < facets.length; at += 1) {
      if (missed >= 0 && missed !== at) continue;
      for (const value of facets[at].values(entry)) found[at].set(value, (found[at].get(value) ?? 0) + 1);
    }
  });
  return { shown, counts };
}

/** Every value of a filter that occurs, in order. */
function valuesOf(name) {
  const facet = facets.find((facet) => facet.name === name);
  const found = new Set();
  for (const entry of entries) for (const value of facet.values(entry)) found.add(value);
  found.delete("");
  return [...found].sort((left, right) => (typeof left === "number" ? left - right : left < right ? -1 : left > right ? 1 : 0));
}

/** Choices of one value stand in a list where it can be taken in, else they are typed, with what begins so offered. */
const mostOptions = 60;

function label(text, ...inside) {
  return element("label", {}, element("span", { class: "label" }, text), ...inside);
}

/** - changed: called whenever somebody chooses something else. */
function filterForm(changed) {
  const form = element("form", { role: "search", "aria-label": "Filter the results", class: "filters" });
  form.addEventListener("submit", (event) => event.preventDefault());
  const search = element("input", { type: "search", id: "search", autocomplete: "off", placeholder: "rule, resource, message …" });
  let waiting = 0;
  search.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => { chosen.search = search.value; changed(); }, 120);
  });
  form.append(label("Search", search));
  const boxes = [
    choices("Status", "status", statuses.map(([name, word]) => [name, word]), changed),
    choices("Severity", "severity", severities.map((name) => [name, name]), changed),
  ];
  const lists = [
    ["Profile", "profile", valuesOf("profile").map((at) => [String(at), profiles[at]])],
    ["Service", "service", valuesOf("service").map((name) => [name, name])],
    ["Account", "account", valuesOf("account").map((name) => [name, name])],
  ].map(([title, name, values]) => (values.length <= mostOptions ? list : typed)(title, name, values, changed));
  const clear = button("Clear filters", () => {
    for (const [name, choice] of Object.entries(chosen)) {
      if (choice instanceof Set) choice.clear(); else chosen[name] = "";
    }
    search.value = "";
    changed();
  }, { id: "clear" });
  form.append(...lists.map((part) => part.node), ...boxes.map((part) => part.node), clear);
  return {
    node: form,
    update(counts) {
      for (const part of [...lists, ...boxes]) part.update(counts);
      clear.disabled = Object.values(chosen).every((choice) => (choice instanceof Set ? choice.size === 0 : choice === ""));
    },
  };
}

function choices(title, name, values, changed) {
  const inputs = values.map(([value, word]) => {
    const input = element("input", { type: "checkbox", name, value });
    const count = element("span", { class: "count" });
    input.addEventListener("change", () => {
      if (input.checked) chosen[name].add(value); else chosen[name].delete(value);
      changed();
    });
    return { value, input, count, node: element("label", { class: `choice choice-${value}` }, input, element("span", {}, word), count) };
  });
  return {
    node: element("fieldset", {}, element("legend", { class: "label" }, title), ...inputs.map((input) => input.node)),
    update(counts) {
      for (const { value, input, count } of inputs) {
        input.checked = chosen[name].has(value);
        count.textContent = (counts[name].get(value) ?? 0).toLocaleString("en");
      }
    },
  };
}

function list(title, name, values, changed) {
  const select = element("select", { id: `filter-${name}` });
  const all = element("option", { value: "" }, "all");
  const options = values.map(([value]) => element("option", { value }));
  select.append(all, ...options);
  select.addEventListener("change", () => { chosen[name] = select.value; changed(); });
  return {
    node: label(title, select),
    update(counts) {
      values.forEach(([value, word], at) => {
        const key = name === "profile" ? Number(value) : value;
        options[at].textContent = `${word} (${(counts[name].get(key) ?? 0).toLocaleString("en")})`;
      });
      select.value = chosen[name];
    },
  };
}

function typed(title, name, values, changed) {
  const offered = element("datalist", { id: `offered-${name}` });
  const input = element("input", { id: `filter-${name}`, list: `offered-${name}`, autocomplete: "off", placeholder: `one of ${values.length}` });
  const offer = () => {
    const begun = input.value.toLowerCase();
    const fitting = values.filter(([, word]) => word.toLowerCase().includes(begun)).slice(0, mostOptions);
    offered.replaceChildren(...fitting.map(([, word]) => element("option", { value: word })));
  };
  input.addEventListener("input", () => {
    offer();
    const found = values.find(([, word]) => word === input.value);
    input.setAttribute("aria-invalid", String(input.value !== "" && !found));
    if (input.value !== "" && !found) return;
    chosen[name] = found ? found[0] : "";
    changed();
  });
  offer();
  return {
    node: label(title, input, offered),
    update() {
      if (chosen[name] === "" && document.activeElement !== input) input.value = "";
    },
  };
}
