"""Draws what compare.py measured: two plots with logarithmic axes, in one SVG that reads on light and on dark ground."""
import html
import math

WIDTH, HEIGHT = 970, 440
TOP, BOTTOM = 56, 396
# Left and right of each plot; its labels stand to the right.
RULES, RESOURCES = (60, 320), (540, 750)
LINE_HEIGHT = 13.5

NAMES = {
    "norma": "Norma", "jsonlogic": "JSONLogic, 9 rules", "python": "Python over orjson", "schema": "JSON Schema",
    "jsonlogic12": "JSONLogic and Python", "rvm": "regorus, bytecode", "rvmalt": "regorus, bytecode", "regorus": "regorus", "opa": "OPA",
    "zen": "zen-engine", "cedar": "Cedar, 7 rules", "opaeval": "opa-eval", "celrs": "CEL", "guard": "cfn-guard", "regocpp": "rego-cpp",
}
# Where all would lie on one another: one of each language.
FEW = ["norma", "jsonlogic", "python", "schema", "rvm", "rvmalt", "opa", "celrs"]

STYLE = """
    text { font: 11.5px system-ui, sans-serif; fill: #57606a; }
    .title { font-size: 13px; font-weight: 600; fill: #1f2328; }
    .grid { stroke: #d0d7de; stroke-width: 0.7; }
    .peer { stroke: #8c959f; stroke-width: 1.2; fill: none; }
    .peer-dot { fill: #8c959f; }
    .norma { stroke: #0969da; stroke-width: 2.6; fill: none; }
    .norma-dot { fill: #0969da; }
    .lead { stroke: #afb8c1; stroke-width: 0.6; }
    .norma-label { fill: #0969da; font-weight: 600; }
    @media (prefers-color-scheme: dark) {
      text { fill: #9198a1; }
      .title { fill: #f0f6fc; }
      .grid { stroke: #3d444d; }
      .peer { stroke: #656c76; }
      .peer-dot { fill: #656c76; }
      .norma { stroke: #4493f8; }
      .norma-dot { fill: #4493f8; }
      .lead { stroke: #3d444d; }
      .norma-label { fill: #4493f8; }
    }"""


def draw(results):
    body = panel("microseconds a resource, by the number of rules", RULES, [12, 120, 1200],
                 series(results["steady"], "k", "us", {1: 12, 10: 120, 100: 1200}))
    body += panel("seconds of one core, by the number of resources", RESOURCES, [1_000, 10_000, 100_000, 1_000_000],
                  series([row for row in results["passes"] if row["name"] in FEW], "size", "seconds"))
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
            f'aria-label="Norma beside its peers">\n  <style>{STYLE}\n  </style>\n' + "\n".join(f"  {line}" for line in body)
            + "\n</svg>\n")


def series(rows, key, value, places=None):
    """Each engine's points, by its name."""
    lines = {}
    for row in rows:
        if value in row and row["name"] in NAMES:
            place = places[row[key]] if places else row[key]
            lines.setdefault(NAMES[row["name"]], []).append((place, row[value]))
    return lines


def panel(title, sides, ticks, lines):
    left, right = sides
    values = [y for points in lines.values() for _, y in points]
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))

    def across(x):
        return left + (math.log10(x) - math.log10(ticks[0])) / (math.log10(ticks[-1]) - math.log10(ticks[0])) * (right - left)

    def down(y):
        return BOTTOM - (math.log10(y) - low) / (high - low) * (BOTTOM - TOP)

    body = [f'<text class="title" x="{left}" y="28">{title}</text>']
    for power in range(low, high + 1):
        y = down(10.0**power)
        body.append(f'<path class="grid" d="M{left} {y:.1f}H{right}"/>')
        body.append(f'<text x="{left - 8}" y="{y + 4:.1f}" text-anchor="end">{tick(10.0**power)}</text>')
    for x in ticks:
        body.append(f'<text x="{across(x):.1f}" y="{BOTTOM + 20}" text-anchor="middle">{tick(x)}</text>')
    ends = []
    for name, points in sorted(lines.items(), key=lambda line: line[0] == "Norma"):
        kind = "norma" if name == "Norma" else "peer"
        places = [(across(x), down(y)) for x, y in points]
        body.append(f'<path class="{kind}" d="M' + "L".join(f"{x:.1f} {y:.1f}" for x, y in places) + '"/>')
        body += [f'<circle class="{kind}-dot" cx="{x:.1f}" cy="{y:.1f}" r="{3.4 if kind == "norma" else 2.2}"/>' for x, y in places]
        where = "" if points[-1][0] == ticks[-1] else f" at {tick(points[-1][0])}"
        ends.append((places[-1], name, amount(points[-1][1]) + where))
    return body + labels(ends, right)


def labels(ends, right):
    """Names beside the ends of the lines, moved apart where they would lie on one another."""
    ends = sorted(ends, key=lambda end: end[0][1])
    heights = [y for (_, y), _, _ in ends]
    for index in range(1, len(heights)):
        heights[index] = max(heights[index], heights[index - 1] + LINE_HEIGHT)
    # What was pushed below the axis goes back up.
    limit = BOTTOM + 6
    for index in reversed(range(len(heights))):
        heights[index] = min(heights[index], limit)
        limit = heights[index] - LINE_HEIGHT
    body = []
    for ((x, y), name, value), height in zip(ends, heights):
        body.append(f'<path class="lead" d="M{x + 4:.1f} {y:.1f}L{right + 14} {height:.1f}"/>')
        kind = ' class="norma-label"' if name == "Norma" else ""
        body.append(f'<text{kind} x="{right + 18}" y="{height + 4:.1f}">{html.escape(name)} {value}</text>')
    return body


def tick(value):
    if value >= 1e6:
        return f"{value / 1e6:g}M"
    return f"{value / 1e3:g}k" if value >= 1e4 else f"{value:g}"


def amount(value):
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
