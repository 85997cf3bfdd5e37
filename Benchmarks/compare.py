#!/usr/bin/env python3
"""Measures Norma beside its peers in one run, and writes what it measured.

    compare.py PEERS SCRATCH [SECTION…]

PEERS is a copy of ../shared/bench; engines are measured where its setup-peers.sh has been run, else Norma alone. Writes SCRATCH/results.json,
which report.py makes a table and a plot of. With sections (steady, passes, streams, starts, joins, rescans) only these are measured, and the rest is what
SCRATCH/results.json has of the same commit: something else ran on the machine meanwhile.
"""
import datetime
import filecmp
import json
import os
import pathlib
import platform
import re
import shutil
import statistics
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
AS_OF = "2026-11-01T00:00:00Z"

# What is timed at each number of instances of the twelve rules: the same for every engine but these, whose pass would take minutes.
SAMPLES = {1: 1000, 10: 300, 100: 60}
SMALLER_SAMPLES = {("regocpp", 1): 200, ("regocpp", 10): 60, ("regocpp", 100): 20, ("guard", 1): 200}
SIZES = [1_000, 10_000, 100_000, 1_000_000]
# The largest file there is at each number of instances; more resources are the file several times over. The reference, whose failing sets they
# are verified by, takes a minute for 100,000 resources under 1,200 rules.
LARGEST_FILE = 100_000
LARGEST_FILES = {1: LARGEST_FILE, 10: 10_000, 100: 10_000}
# No pass is started that would take longer, in seconds.
LONGEST_PASS = 25

# The name in ../shared/bench, how it is called here, and the rule language.
PEERS = [
    ("jsonlogic", "JSONLogic in Rust, 9 of the 12 rules"),
    ("python", "hand-written Python over orjson"),
    ("schema", "JSON Schema in Rust"),
    ("jsonlogic12", "JSONLogic in Rust, patterns in Python"),
    ("rvm", "regorus, bytecode"),
    ("rvmalt", "regorus, bytecode, rule 7 rewritten"),
    ("regorus", "regorus, interpreter"),
    ("opa", "OPA 1.20"),
    ("zen", "zen-engine"),
    ("cedar", "Cedar, 7 of the 12 rules"),
    ("opaeval", "regorus by opa-eval"),
    ("celrs", "CEL in Rust"),
    ("guard", "cfn-guard"),
    ("regocpp", "rego-cpp"),
]


class Run:
    def __init__(self, peers, scratch):
        self.peers, self.scratch = peers.resolve(), scratch.resolve()
        self.bench = ROOT / ".build/release/norma-bench"
        self.norma = ROOT / ".build/release/norma"
        self.python = self.peers / ".venv-peers/bin/python"
        self.results = {"machine": machine(), "steady": [], "passes": [], "streams": [], "joins": [], "rescans": [], "starts": []}
        self.started = time.monotonic()

    def say(self, text):
        print(f"{time.monotonic() - self.started:5.0f} s  {text}", flush=True)

    def measure(self, command, folder=ROOT, limit=300):
        """What a command that prints a line of JSON measured, on one core."""
        try:
            done = subprocess.run(["taskset", "-c", "0", *map(str, command)], cwd=folder, capture_output=True, text=True,
                                  timeout=limit)
        except subprocess.TimeoutExpired:
            return {"fault": f"more than {limit} s"}
        if done.returncode != 0:
            lines = (done.stdout + done.stderr).strip().splitlines() or [f"ended with {done.returncode}"]
            return {"fault": lines[-1][:160]}
        return json.loads(done.stdout.strip().splitlines()[-1])

    # Files

    def prepare(self, name, k):
        # Elsewhere: what this process has held, the system counts to the peak of those that it starts.
        command = [sys.executable, ROOT / "Benchmarks/workload.py", self.peers, self.scratch, name, str(k)]
        subprocess.run(command, check=True)

    def rules(self, k):
        return self.scratch / f"rules-{k}.norma"

    def resources(self, name):
        return self.scratch / f"{name}.ndjson"

    def workload(self, name, k):
        return [self.rules(k), self.resources(name), self.scratch / f"failing-{name}-{k}.txt"]

    # Microseconds a resource

    def steady(self):
        for k, count in SAMPLES.items():
            self.prepare(f"sample{count}", k)
            self.prepare("r10000", k)
            files = self.workload(f"sample{count}", k)
            self.add_steady("norma", "Norma", k, self.measure([self.bench, "sets", *files]))
            for mode, name, what in [("sets", "r10000", "10,000 resources"), ("lines", "r10000", "verdicts as NDJSON"),
                                     ("explain", f"sample{count}", "every failure explained")]:
                figures = self.measure([self.bench, mode, *self.workload(name, k)])
                self.add_steady(f"norma-{mode}", f"Norma, {what}", k, figures)
            if self.python.exists():
                for name, title in PEERS:
                    sample = SMALLER_SAMPLES.get((name, k), count)
                    figures = self.measure([self.python, ROOT / "Benchmarks/peer.py", "steady", name, k, sample], self.peers)
                    self.add_steady(name, title, k, figures)

    def add_steady(self, name, title, k, figures):
        self.results["steady"].append({"name": name, "title": title, "k": k, **figures})
        self.say(f"{12 * k:5} rules  {title}: {outcome(figures, 'us', 'µs a resource')}")
        if name.startswith("norma") and "fault" in figures:
            sys.exit(f"norma-bench: {figures['fault']}")

    # Seconds a pass

    def passes(self):
        for k, largest in LARGEST_FILES.items():
            for size in sorted({min(size, largest) for size in SIZES}):
                self.prepare(f"r{size}", k)
                self.verify("norma-bench", subprocess.run([self.bench, "count", *self.workload(f"r{size}", k)], capture_output=True, text=True))
        rules = [("norma", "Norma", 1), ("norma-10", "Norma, 120 rules", 10), ("norma-100", "Norma, 1,200 rules", 100)]
        for name, title, k in rules + ([(name, title, 1) for name, title in PEERS] if self.python.exists() else []):
            if self.is_refused(name):
                continue
            expected, rate = None, 0
            for size in SIZES:
                if rate * size > LONGEST_PASS:
                    figures = {"skipped": f"about {rate * size:.0f} s"}
                else:
                    file, times = min(size, LARGEST_FILES[k]), max(1, size // LARGEST_FILES[k])
                    figures = self.measure(self.whole_pass(name, k, file, times), self.peers)
                    if "seconds" in figures:
                        rate = figures["seconds"] / size
                        expected = self.failures(name, k, file) * times
                        if figures["failures"] != expected:
                            figures = {"fault": f"{figures['failures']} failures, and the reference has {expected}"}
                self.results["passes"].append({"name": name, "title": title, "size": size, **figures})
                self.say(f"{size:9,} resources  {title}: {outcome(figures, 'seconds', 's')}")

    def is_refused(self, name):
        """Whether its verdicts are not the reference's, so that it is not timed."""
        return any(row["name"] == name and row["k"] == 1 and "us" not in row for row in self.results["steady"])

    def whole_pass(self, name, k, file, times):
        if name.startswith("norma"):
            return [self.bench, "pass", self.rules(k), self.resources(f"r{file}"), times]
        return [self.python, ROOT / "Benchmarks/peer.py", "pass", name, file, times]

    def failures(self, name, k, file):
        """How many failing verdicts the reference has of the rules that an engine can express."""
        left_out = {"cedar": "2 3 8 11 12", "jsonlogic": "5 8 12"}.get(name, "").split()
        # Line by line: what this process holds, the system counts to the peak of those that it starts.
        with open(self.scratch / f"failing-r{file}-{k}.txt") as lines:
            return sum(str(int(rule[1])) not in left_out for line in lines for rule in re.finditer(r"r(\d\d)_", line))

    def verify(self, name, done):
        """Ends the run where a command says that what it found is not the reference's."""
        if done.returncode != 0:
            sys.exit(f"{name}: {done.stdout[-200:]}{done.stderr[-200:]}")

    # The command: streams, scans that follow one another, and starts

    def verify_stream(self, file):
        """Whether each line's failing rules are those of the reference, with one worker and with two."""
        reference = (self.scratch / f"failing-r{LARGEST_FILE}-1.txt").read_text().splitlines()
        for jobs in (1, 2):
            process = subprocess.Popen([*self.stream_command(jobs), "--inventory", file], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
            answers = 0
            for expected, line in zip(reference, process.stdout):
                verdicts = json.loads(line)["verdicts"]
                if sorted(rule for rule, verdict in verdicts.items() if verdict == "fail") != expected.split():
                    sys.exit(f"norma eval --stream: line {answers + 1} disagrees")
                answers += 1
            if process.stdout.read() or answers != len(reference):
                sys.exit(f"norma eval --stream: {answers} answers to {len(reference)} lines")
            process.wait()

    def streams(self):
        file = self.resources(f"r{LARGEST_FILE}")
        self.verify_stream(file)
        # The same file under ten names, which a stream reads one after another.
        names = [self.scratch / f"part-{part}.ndjson" for part in range(10)]
        for name in names:
            name.unlink(missing_ok=True)
            os.link(file, name)
        self.add_stream("from files", 1_000_000, 1, self.stream_files(names, 1))
        self.add_stream("from files", 1_000_000, 2, self.stream_files(names, 2))
        for title, program, suffix in [("from .gz", "gzip", ".gz"), ("from .zst", "zstd", ".zst")]:
            packed = file.with_name(file.name + suffix)
            if shutil.which(program) is None:
                self.say(f"SKIPPED: {title}, for {program} is not here")
                continue
            with open(packed, "wb") as output:
                subprocess.run([program, "-c", file], stdout=output, stderr=subprocess.DEVNULL, check=True)
            self.add_stream(title, LARGEST_FILE, 2, self.stream_files([packed], 2))
        for size in [1_000_000, 10_000_000]:
            self.add_stream("piped", size, 2, self.stream_pipe([file] * (size // LARGEST_FILE), 2))

    def add_stream(self, title, size, jobs, figures):
        self.results["streams"].append({"title": title, "size": size, "jobs": jobs, **figures})
        self.say(f"{size:10,} lines {title}, --jobs {jobs}: {outcome(figures, 'seconds', 's by the clock')}, "
                 f"{figures.get('peak_mb', 0)} MB")

    def stream_command(self, jobs):
        return [self.norma, "eval", "--stream", "--jobs", str(jobs), "--rules", self.rules(1), "--as-of", AS_OF]

    def stream_files(self, files, jobs):
        """Files that a stream reads itself, its answers thrown away."""
        start = time.monotonic()
        process = subprocess.Popen([*self.stream_command(jobs), "--inventory", *files], stdout=subprocess.DEVNULL,
                                   stderr=subprocess.PIPE)
        return self.stream_ended(process, start)

    def stream_pipe(self, files, jobs):
        """Files that another process pipes in, which takes a part of one of the cores."""
        start = time.monotonic()
        source = subprocess.Popen(["cat", *files], stdout=subprocess.PIPE)
        process = subprocess.Popen(self.stream_command(jobs), stdin=source.stdout, stdout=subprocess.DEVNULL,
                                   stderr=subprocess.PIPE)
        source.stdout.close()
        figures = self.stream_ended(process, start)
        source.wait()
        return figures

    def stream_ended(self, process, start):
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.monotonic() - start
        if os.waitstatus_to_exitcode(status) != 1:  # Some rule fails on some resource.
            return {"fault": process.stderr.read().decode()[-160:]}
        return {"seconds": seconds, "processor": usage.ru_utime + usage.ru_stime, "peak_mb": usage.ru_maxrss // 1024}

    def joins(self):
        for count in [25_000, 50_000, 100_000]:
            figures = self.measure([self.bench, "joins", count])
            self.results["joins"].append({"count": count, **figures})
            self.say(f"{count:9,} resources joined to as many: {outcome(figures, 'us', 'µs a resource')}")

    def rescans(self):
        """A scan that is kept, and the next with one resource of a hundred changed: in the store alone, and by the command with its report."""
        for k in [1, 10, 100]:
            self.prepare("r1000", k)
            self.prepare("edited1000", k)
            figures = self.measure([self.bench, "rescan", self.rules(k), self.resources("r1000"), self.resources("edited1000"), 2])
            self.add_rescan("to the last row in the store", k, figures)
        for title, options in [("norma scan --record --format ndjson --status unknown", ["--format", "ndjson", "--status", "unknown"]),
                               ("norma scan --record, every failure printed", [])]:
            self.add_rescan(title, 100, self.scans(100, options))

    def add_rescan(self, title, k, figures):
        self.results["rescans"].append({"title": title, "k": k, **figures})
        self.say(f"{12 * k:5} rules  {title}: {outcome(figures, 'first_ms', 'ms')}, then {outcome(figures, 'again_ms', 'ms')}")

    def scans(self, k, options):
        """Milliseconds of the processor of two scans in a row by the command."""
        pack = self.scratch / "rescan"
        shutil.rmtree(pack, ignore_errors=True)
        for folder in ["rules", "controls", "profiles"]:
            (pack / folder).mkdir(parents=True)
        rules = self.rules(k).read_text()
        names = re.findall(r"^rule (\w+)", rules, re.M)
        (pack / "rules/rules.norma").write_text(rules)
        (pack / "controls/library.yaml").write_text("control_library_name: bench\ncontrols:\n" + "".join(
            f"  - control_name: C-{name}\n    control_specifications: [{{assessments: [{{assessment_id: {name}}}]}}]\n" for name in names))
        (pack / "profiles/profile.yaml").write_text(
            "profile_name: bench\ncontrols: [" + ", ".join(f"{{control_id: C-{name}}}" for name in names) + "]\n")
        (pack / "attachment.yaml").write_text("name: bench\nprofile_id: bench\nscope: [{scope_type: enterprise, scope_id: e}]\n")
        first = self.scan(pack, "again", "r1000", 1, options)
        shutil.copy(pack / "again.sqlite", pack / "whole.sqlite")
        again = self.scan(pack, "again", "edited1000", 2, options)
        whole = self.scan(pack, "whole", "edited1000", 2, [*options, "--fresh"])
        for figures in (first, again, whole):
            if "fault" in figures:
                return figures
        # Files: what this process holds, the system counts to the peak of those that it starts.
        if not filecmp.cmp(pack / "again.ndjson", pack / "whole.ndjson", shallow=False):
            sys.exit(f"norma scan: the second scan is not what it is without the first; see {pack}")
        return {"first_ms": first["ms"], "again_ms": again["ms"], "peak_mb": max(first["peak_mb"], again["peak_mb"])}

    def scan(self, pack, name, resources, day, options):
        """What a scan takes. All results that the store then has of it, findings and places, are in NAME.ndjson."""
        inventory, store = pack / "resources.ndjson", pack / f"{name}.sqlite"
        shutil.copy(self.resources(resources), inventory)
        process = subprocess.Popen(
            ["taskset", "-c", "0", self.norma, "scan", "--attachment", pack / "attachment.yaml", "--pack", pack, "--inventory", inventory,
             "--database", store, "--record", "--as-of", f"2026-11-0{day}T00:00:00Z", *options],
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        error = process.stderr.read().decode()
        _, status, usage = os.wait4(process.pid, 0)
        if os.waitstatus_to_exitcode(status) != 0:
            return {"fault": error[-160:]}
        with open(pack / f"{name}.ndjson", "wb") as results:
            subprocess.run([self.norma, "results", "--database", store, "--format", "ndjson"], stdout=results, check=True)
        return {"ms": (usage.ru_utime + usage.ru_stime) * 1e3, "peak_mb": usage.ru_maxrss // 1024}

    def starts(self):
        one = self.scratch / "one.ndjson"
        with open(self.resources("r1000")) as file:
            one.write_text(file.readline())
        for title, arguments in [
            ("norma --version", ["--version"]),
            ("norma check, 12 rules", ["check", self.rules(1)]),
            ("norma eval, 12 rules on 1 resource", ["eval", "--rules", self.rules(1), "--inventory", one, "--as-of", AS_OF]),
            ("norma check, the bundled library", ["check", "rules"]),
        ]:
            self.add_start(title, self.start(arguments))
        self.add_start("norma eval --stream, 12 rules, to the first answer", self.start_stream(one))

    def add_start(self, title, figures):
        self.results["starts"].append({"title": title, **figures})
        self.say(f"{title}: {figures['ms']:.1f} ms")

    def start(self, arguments, repetitions=51):
        """Milliseconds of whole processes, and those of the processor."""
        clock, processor, peak = [], [], 0
        for _ in range(repetitions):
            start = time.monotonic()
            process = subprocess.Popen([self.norma, *arguments], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            _, _, usage = os.wait4(process.pid, 0)
            clock.append((time.monotonic() - start) * 1e3)
            processor.append((usage.ru_utime + usage.ru_stime) * 1e3)
            peak = max(peak, usage.ru_maxrss // 1024)
        return {"ms": statistics.median(clock), "processor_ms": statistics.median(processor), "peak_mb": peak}

    def start_stream(self, one, repetitions=51):
        """Milliseconds from the start of a stream to its first answer, when the stream stays open."""
        line = one.read_bytes()
        clock, processor, peak = [], [], 0
        for _ in range(repetitions):
            start = time.monotonic()
            process = subprocess.Popen([self.norma, "eval", "--stream", "--rules", self.rules(1)], stdin=subprocess.PIPE,
                                       stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
            process.stdin.write(line)
            process.stdin.flush()
            process.stdout.readline()
            clock.append((time.monotonic() - start) * 1e3)
            process.stdin.close()
            _, _, usage = os.wait4(process.pid, 0)
            process.stdout.close()
            processor.append((usage.ru_utime + usage.ru_stime) * 1e3)
            peak = max(peak, usage.ru_maxrss // 1024)
        return {"ms": statistics.median(clock), "processor_ms": statistics.median(processor), "peak_mb": peak}

    # Parsing alone

    def physical(self):
        """What simdjson takes to parse the same text, where Debian's libsimdjson-dev is."""
        self.prepare(f"r{LARGEST_FILE}", 1)
        program = self.peers / "phys"
        if not program.exists() and shutil.which("g++"):
            subprocess.run(["g++", "-O3", "-std=c++17", "phys.cpp", "-o", "phys", "-lsimdjson"], cwd=self.peers, capture_output=True)
        if not program.exists():
            return self.say("SKIPPED: simdjson, which is not here")
        text = subprocess.run(["taskset", "-c", "0", program, f"data/r{LARGEST_FILE}.ndjson"], cwd=self.peers, capture_output=True,
                              text=True).stdout
        size = (self.peers / f"data/r{LARGEST_FILE}.ndjson").stat().st_size / LARGEST_FILE
        for name, title in [("DOM parse per line", "simdjson, parsing alone: DOM"),
                            ("On-Demand 6 fields per line", "simdjson, six fields on demand")]:
            rate = re.search(name + r" ([\d.]+) GB/s", text)
            if rate:
                self.add_steady("simdjson", title, 1, {"us": size / float(rate[1]) / 1e3, "resources": LARGEST_FILE})


def outcome(figures, key, unit):
    if key in figures:
        return f"{figures[key]:.2f} {unit}"
    if "differing" in figures:
        return f"disagrees on {figures['differing']}, not timed"
    return figures.get("skipped") or figures.get("fault", "nothing")


def machine():
    model = re.search(r"model name\s*: (.*)", pathlib.Path("/proc/cpuinfo").read_text())
    compiler = subprocess.run(["swift", "--version"], capture_output=True, text=True).stdout
    commit = subprocess.run(["git", "describe", "--always", "--dirty"], cwd=ROOT, capture_output=True, text=True).stdout
    return {
        "processor": model[1].strip() if model else platform.machine(),
        "cores": os.cpu_count(),
        "memory_gb": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30),
        "system": f"{platform.system()} {platform.release()}",
        "swift": (re.search(r"Swift version (\S+)", compiler) or [None, "?"])[1],
        "commit": commit.strip(),
        "day": datetime.date.today().isoformat(),
        "load": round(os.getloadavg()[0], 1),
    }


def main():
    run = Run(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))
    if not run.python.exists():
        run.say("SKIPPED: the peers, which could not be fetched; Norma runs alone")
    # Starts before what writes much: the disk is busy with that for a while.
    sections = {"steady": [run.steady, run.physical], "passes": [run.passes], "streams": [run.streams], "starts": [run.starts],
                "joins": [run.joins], "rescans": [run.rescans]}
    chosen = sys.argv[3:] or list(sections)
    if sys.argv[3:]:
        before = json.loads((run.scratch / "results.json").read_text())
        if before["machine"]["commit"] != run.results["machine"]["commit"]:
            sys.exit(f"{run.scratch}/results.json is of commit {before['machine']['commit']}: measure all of it")
        run.results = {**before, **{section: [] for section in chosen}}
    for section in chosen:
        for measure in sections[section]:
            measure()
    (run.scratch / "results.json").write_text(json.dumps(run.results, indent=1))


if __name__ == "__main__":
    main()
