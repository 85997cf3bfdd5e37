#!/usr/bin/env python3
"""Makes the table and the plot of what compare.py measured.

    report.py SCRATCH FOLDER

reads SCRATCH/results.json and writes FOLDER/speed.md and FOLDER/speed.svg.
"""
import json
import pathlib
import sys

import plot

COUNTS = {1: 12, 10: 120, 100: 1200}
SIZES = [1_000, 10_000, 100_000, 1_000_000]
# Those that evaluate policies and can express all twelve rules.
POLICY_ENGINES = {"rvm", "rvmalt", "regorus", "opa", "opaeval", "zen", "celrs", "guard", "regocpp"}


def main():
    results = json.loads((pathlib.Path(sys.argv[1]) / "results.json").read_text())
    folder = pathlib.Path(sys.argv[2])
    (folder / "speed.md").write_text(page(results))
    (folder / "speed.svg").write_text(plot.draw(results))


def page(results):
    machine = results["machine"]
    parts = [
        "# Speed",
        f"""Written by `make bench` on {machine['day']}, of commit {machine['commit']}: {machine['processor']}, {machine['cores']} cores,
{machine['memory_gb']} GB, {machine['system']}, Swift {machine['swift']}; load average at the start {machine['load']}. Figures compare
within this run alone. The workload is that of `../shared/bench/WORKLOAD.md`: documents of 1.6 KB, twelve rules, and 10 and 100 times those
with other parameters. Times are of one core's processor where nothing else is said. Peers are called by their Python bindings, which
gives Norma the advantage of no conversion; all of them go from JSON text to the set of failing rules.""",
        "![Microseconds a resource by the number of rules, and seconds by the number of resources](speed.svg)",
        "## Microseconds a resource",
        """Median of five, of slow peers of three or one. The same documents for every engine, 1,000, 300 and 60 of them at 12, 120 and 1200 rules, in the mix of the workload;
in brackets, how many where a pass would take minutes. Nothing is timed before every failing set is that of the reference.""",
        steady(results["steady"]),
        "## Processor seconds for a number of resources",
        """12 rules, where nothing else is said; the documents are read from a file and none is kept. A million is the file of 100,000 ten times over, and with more
rules the file of 10,000 a hundred times. Where it would take
longer than 25 s nothing was started. Norma's failing set of each resource of each file is that of the reference; of a peer, whose sets were compared on the
documents above, the number of failures is.""",
        passes(results["passes"]),
        "## Streams",
        """`norma eval --stream`, 12 rules, by the clock: reading, parsing, judging, and a line of verdicts for each. The program that pipes takes its part
of one of the two cores; a packed file is unpacked by one worker at a time. The answers to the file of 100,000 are those of the reference, line by line, with one worker
and with two; the larger streams are that file ten times over, and a hundred times.""",
        streams(results["streams"]),
        "## Joins",
        """One rule that asks of each resource whether another one belongs to it, of as many; a third of the resources is of a kind that no rule names, which is read and never
held. On one core; as many resources fail as were made to.""",
        joins(results.get("joins", [])),
        "## Second scans",
        """1,000 resources, one of a hundred configured otherwise since the scan before, so that verdicts change; milliseconds of the processor. In each row the second scan is,
result by result and finding by finding, what it is without the first. Reports tell of every result, whoever made it, and take the same time again.""",
        rescans(results.get("rescans", [])),
        "## Starts",
        "Whole processes, median of 51.",
        starts(results["starts"]),
        "## Aims",
        """What is to be reached on this work, and what this run has. Reasons are from profiles (callgrind of the same work), with what would mend
them; counts of instructions are those that `figures.txt` holds.""",
        aims(results),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def figures():
    """Instructions of whole processes, as `make figures` holds them: by name, in words."""
    lines = (pathlib.Path(__file__).parent / "figures.txt").read_text().splitlines()[1:]
    found = {}
    for line in lines:
        name, count = line.rsplit(None, 1)
        found[name] = f"{round(int(count) / 1e6):,} million instructions"
    return found


def reasons():
    """What falls short, why, and what would mend it. Numbers are those of figures.txt: what a profile had would be another's soon."""
    count = figures()
    return {
        "12 rules": "half of it or so is reading, which looks at sixteen bytes at a time. A first pass that finds what is structure, 64 bytes "
                    "at a time, might mend it.",
        "120 rules": "as with 12: what rules that differ in a parameter add is little.",
        "norma eval of one resource": f"{count['norma eval, 12 rules on 1 resource']}, and no part of the work takes more of them than reading the command "
                                      "line: for each type Swift looks through the conformances of the whole program. Options without reflection would mend it.",
        "an explanation": "116,000 instructions a failure at 120 rules: 44,000 to ask the rule again, 28,000 to find words, 29,000 to write a thousand bytes; counting "
                          "references and freeing are a fifth of all of it. An arena for a trace, whose values count nothing, and sentences that are "
                          "written in pieces rather than put together from texts would mend it. With 12 rules, few of which fail, each bears more of "
                          "what it takes to have the resource as a document.",
        "the bundled library": f"{count['norma check, the bundled library']} on two threads, none of whose parts stands out: checking rules 24 %, controls and profiles with "
                               "their YAML 20 %, parsing 16 %, code 9 %, plans 7 %, schemas 6 %, the command's own options 4 %. Fewer of each would mend it, or a "
                               "pack that is kept as it was read.",
        "a second scan": "the scan is the first of these rows; the report tells of every result again, also of one that was not evaluated again: of 45 µs for each "
                         "failure that is printed a third is to explain it, and the rest to draw its excerpts and lines, 50 MB. To keep drawn reports, and "
                         "not findings alone, would mend it.",
        "two workers": "the lines of one file are cut by one worker at a time, and each process has to start.",
    }


def aims(results):
    steady = {(row["name"], row["k"]): row for row in results["steady"]}
    starts = {row["title"]: row["ms"] for row in results["starts"]}
    streams = {(row["title"], row["jobs"]): row["seconds"] for row in results["streams"] if "seconds" in row}
    rows = [(f"{count} rules, the peers' documents", "µs a resource", aim, steady[("norma", k)]["us"]) for k, (count, aim) in
            {1: (12, 1.4), 10: (120, 2), 100: (1200, 6)}.items()]
    rows += [(f"an explanation, {count} rules", "µs", 10, steady[("norma-explain", k)]["us_a_failure"])
             for k, count in {1: 12, 10: 120, 100: 1200}.items()]
    rows += [("norma check, 12 rules", "ms", 10, starts["norma check, 12 rules"]),
             ("norma eval of one resource", "ms", 10, starts["norma eval, 12 rules on 1 resource"]),
             ("the bundled library", "ms", 40, starts["norma check, the bundled library"]),
             ("a stream's first answer", "ms", 20, starts["norma eval --stream, 12 rules, to the first answer"])]
    rows += [(f"a second scan, {12 * row['k']:,} rules, {row['title']}", "of the first", 0.2, row["again_ms"] / row["first_ms"])
             for row in results.get("rescans", []) if row["k"] == 100 and "again_ms" in row]
    why = reasons()
    lines, said = [], set()
    for what, unit, aim, value in rows:
        topic = what.split(",")[0]
        outcome = "reached" if value <= aim else "as above" if topic in said else why.get(topic, "")
        if value > aim:
            said.add(topic)
        lines.append([what, f"at most {aim} {unit}", number(value), outcome])
    fastest = min((row["us"], row["title"]) for row in results["steady"] if row["k"] == 1 and row["name"] in POLICY_ENGINES and "us" in row) \
        if any(row["name"] in POLICY_ENGINES for row in results["steady"]) else None
    if fastest:
        gain = fastest[0] / steady[("norma", 1)]["us"]
        lines.append(["12 rules, of the fastest policy engine that has all of them", "at least 40 times", f"{gain:.0f}",
                      "reached" if gain >= 40 else f"{fastest[1]} takes {number(fastest[0])} µs here, and took 56 where the aim was set; the aim of 1.4 µs, "
                      "which is a fortieth of that, stands in the first row. Half of Norma's time is reading the document."])
    if ("from files", 1) in streams and ("from files", 2) in streams:
        gain = streams[("from files", 1)] / streams[("from files", 2)]
        lines.append(["two workers", "at least 1.9 times one", number(gain), "reached" if gain >= 1.9 else why["two workers"]])
    return table(["what", "aim", "here", "reached, or why not"], lines, left=4)


def table(head, rows, left=1):
    rule = ["---"] * left + ["--:"] * (len(head) - left)
    return "\n".join("| " + " | ".join(row) + " |" for row in [head, rule, *rows])


def number(value):
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def by_name(rows, key):
    """Rows of each engine by a key, engines in the order they were measured."""
    found = {}
    for row in rows:
        found.setdefault((row["name"], row["title"]), {})[row[key]] = row
    return found


def steady(rows):
    engines = by_name(rows, "k")
    norma = {k: row["us"] for k, row in engines[("norma", "Norma")].items()}
    usual = {k: row["resources"] for k, row in engines[("norma", "Norma")].items()}

    def order(item):
        (name, _), cells = item
        return (not name.startswith("norma"), min((row["us"] for row in cells.values() if "us" in row), default=1e9))

    def cell(name, k, row):
        if row is None:
            return ""
        if "us" not in row:
            return refusal(row)
        text = number(row["us"])
        if not name.startswith(("norma", "simdjson")):
            few = f" ({row['resources']})" if row["resources"] != usual[k] else ""
            text += f"{few}, {row['us'] / norma[k]:.0f}×"
        return text

    lines = []
    for (name, title), cells in sorted(engines.items(), key=order):
        title = f"**{title}**" if name.startswith("norma") else title
        if name == "norma":
            title += ", the peers' documents"
        lines.append([title] + [cell(name, k, cells.get(k)) for k in COUNTS])
        if name == "norma-explain":
            lines.append(["… for each failure"] + [number(cells[k]["us_a_failure"]) if k in cells else "" for k in COUNTS])
    return table(["engine"] + [f"{count} rules" for count in COUNTS.values()], lines)


def refusal(row):
    if "differing" in row:
        return "disagrees: " + ", ".join(f"{rule} {count} times" for rule, count in row["differing"].items())
    if "skipped" in row:
        return ""
    return "fails: " + row.get("fault", "").replace("|", "/")[:60]


def passes(rows):
    def cell(row):
        if row is None:
            return ""
        return f"{row['seconds']:.3f}" if "seconds" in row and row["seconds"] < 1 else \
            number(row["seconds"]) if "seconds" in row else refusal(row)

    lines = []
    for (name, title), cells in by_name(rows, "size").items():
        peaks = [row["peak_mb"] for row in cells.values() if "peak_mb" in row]
        first = next((str(row["peak_mb"]) for row in cells.values() if "peak_mb" in row), "")
        title = f"**{title}**" if name.startswith("norma") else title
        lines.append([title] + [cell(cells.get(size)) for size in SIZES] + [first, str(peaks[-1]) if peaks else ""])
    return table(["engine"] + [f"{size:,}" for size in SIZES] + ["peak MB, first", "last"], lines)


def streams(rows):
    lines = []
    for row in rows:
        figures = [refusal(row), "", "", ""]
        if "seconds" in row:
            figures = [number(row["seconds"]), number(row["seconds"] / row["size"] * 1e6), number(row["processor"]), str(row["peak_mb"])]
        lines.append([row["title"], f"{row['size']:,}", str(row["jobs"]), *figures])
    text = table(["lines", "", "jobs", "seconds", "µs a line", "processor seconds", "peak MB"], lines)
    one, two = ([row["seconds"] for row in rows if row["title"] == "from files" and row["jobs"] == jobs and "seconds" in row]
                for jobs in (1, 2))
    return text + (f"\n\nTwo workers are {one[0] / two[0]:.2f} times one." if one and two else "")


def joins(rows):
    lines = [[f"{row['count']:,} × {row['count']:,}", f"{row['held']:,} of {row['resources']:,}", number(row["us"]), number(row["read_us"]),
              str(row["peak_mb"])] if "us" in row else [f"{row['count']:,}", refusal(row), "", "", ""] for row in rows]
    return table(["resources", "held", "µs to judge one", "µs to read three", "peak MB"], lines, left=2)


def rescans(rows):
    lines = [[row["title"], f"{12 * row['k']:,}", number(row["first_ms"]), number(row["again_ms"]), f"{row['again_ms'] / row['first_ms']:.2f}",
              str(row["peak_mb"])] if "again_ms" in row else [row["title"], f"{12 * row['k']:,}", refusal(row), "", "", ""] for row in rows]
    return table(["what", "rules", "first", "again", "of the first", "peak MB"], lines)


def starts(rows):
    return table(["command", "ms", "of the processor", "peak MB"],
                 [[row["title"], f"{row['ms']:.1f}", f"{row['processor_ms']:.1f}", str(row["peak_mb"])] for row in rows])


if __name__ == "__main__":
    main()
