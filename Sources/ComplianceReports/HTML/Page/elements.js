/** The page's parts, made by hand: text is always text, and never markup. */

function byID(id) {
  return document.getElementById(id);
}

/** Attributes that are null or false are left out, and so are children that are null or empty. */
function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null && value !== false) made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.flat().filter((child) => child !== null && child !== ""));
  return made;
}

function button(label, action, attributes = {}) {
  const made = element("button", { type: "button", ...attributes }, label);
  made.addEventListener("click", action);
  return made;
}

function badge(status, text = null) {
  return element("span", { class: `status status-${statuses[status][0]}` }, text ?? statuses[status][1]);
}

/** `1 finding`, `1,204 findings` */
function counted(number, noun) {
  return `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
}

/** All that stand in the page at this moment. */
function nodeCount() {
  return document.getElementsByTagName("*").length;
}

/** Written to the console, in milliseconds, where the address asks for it: report.html#timings */
const timings = {
  wanted: location.hash.split("&").some((part) => part.replace("#", "") === "timings"),
  measure(name, work) {
    const start = performance.now();
    const result = work();
    if (timings.wanted) {
      console.log(`norma ${name}: ${(performance.now() - start).toFixed(1)} ms, ${nodeCount()} nodes`);
    }
    return result;
  },
};
