/** The report's data, as `PageIndex` and `PageEvidence` wrote it. */

const report = timings.measure("reading", () => JSON.parse(byID("report").textContent));

/** Pairs of a name and a word, the worst first. */
const statuses = report.statuses;
const severities = ["critical", "high", "medium", "low", "informational"];

/** Where what stands in an entry and in a resource. */
const STATUS = 0, RULE = 1, RESOURCE = 2, CONTROLS = 3, MESSAGE = 4, EVIDENCE = 5, MASK = 6;
const TITLE = 0, KIND = 1, SERVICE = 2, ACCOUNT = 3, REGION = 4, GROUP = 5, FILE = 6, ID = 7;

const { controls, rules, resources, entries, profiles } = report;

/** Positions of the controls that use a rule. */
const controlsOfRule = rules.map(() => []);
controls.forEach((control, position) => {
  for (const rule of control.rules) controlsOfRule[rule].push(position);
});

function controlsOf(entry) {
  return entry[CONTROLS] ?? (entry[RULE] < 0 ? [] : controlsOfRule[entry[RULE]]);
}

function resourceOf(entry, field) {
  return entry[RESOURCE] < 0 ? "" : resources[entry[RESOURCE]][field];
}

/** What somebody answers of a control has no severity. */
function severityOf(entry) {
  return entry[RULE] < 0 ? "" : rules[entry[RULE]].severity;
}

/** What an entry says in a line. */
function messageOf(entry) {
  if (entry[MESSAGE] !== "") return entry[MESSAGE];
  if (entry[RULE] < 0) return controls[entry[CONTROLS][0]].answer ?? "";
  return entry[RESOURCE] < 0 ? "no resource that was scanned is asked by it" : "";
}

function headingOf(entry) {
  if (entry[RULE] < 0) return titleOf(controls[entry[CONTROLS][0]]);
  const rule = rules[entry[RULE]];
  return rule.title ?? rule.name;
}

/** A control's id, and its name where that is another: what a person looks for. */
function nameOf(control) {
  return control.name === control.id ? control.name : `${control.id} ${control.name}`;
}

/** The same with the first line of what it demands. */
function titleOf(control) {
  const demand = (control.text ?? "").split("\n")[0];
  return [nameOf(control), demand.length > 160 ? `${demand.slice(0, 159)}…` : demand].filter((text) => text !== "").join("  ");
}

/** The block that was read last is kept: neighbours are opened together. */
const blocks = { number: -1, content: [] };

/** Why an entry is what it is; empty where there is nothing to show. */
function evidenceOf(entry) {
  const position = entry[EVIDENCE];
  if (position < 0) return [];
  const number = Math.floor(position / report.blockSize);
  if (blocks.number !== number) {
    blocks.content = JSON.parse(byID(`evidence-${number}`).textContent);
    blocks.number = number;
  }
  return blocks.content[position % report.blockSize] ?? [];
}
