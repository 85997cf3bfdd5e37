"""Measures one engine of ../shared/bench, in the environment that its setup-peers.sh made; prints a line of JSON.

    peer.py steady ENGINE K RESOURCES    microseconds a resource, from JSON text to the set of failing rules
    peer.py pass ENGINE RESOURCES TIMES  seconds for a file of the workload, so many times over

Runs in a copy of ../shared/bench. Times are of the processor; nothing is timed before the failing sets are those of the reference.
"""
import collections
import json
import statistics
import sys
import time

sys.path.insert(0, ".")
import engines  # noqa: E402
import rules  # noqa: E402

REPETITIONS = 5
SHORTEST = 0.2


def seconds(body):
    start = time.process_time()
    body()
    return time.process_time() - start


def kept(engine, k):
    """The rules that an engine can express."""
    return {rules.rid(n, index) for n, index in rules.pairs(k, getattr(engine, "only", None))}


def peak_megabytes():
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) // 1024 for line in status if line.startswith("VmHWM"))


def differing(engine, k, lines):
    """How often each of the twelve rules differs from the reference."""
    reference, ids = engines.Python(k), kept(engine, k)
    counts = collections.Counter()
    for line in lines:
        counts.update(rule[:3] for rule in set(engine.text(line)) ^ (set(reference.text(line)) & ids))
    return dict(sorted(counts.items()))


def steady(name, k, count):
    lines = engines.sample(count)
    start = time.process_time()
    engine = engines.ENG[name](k)
    figures = {"load_ms": (time.process_time() - start) * 1e3, "resources": count, "rules": len(kept(engine, k))}
    differences = differing(engine, k, lines)
    if differences:
        return {**figures, "differing": differences}

    def run():
        for line in lines:
            engine.text(line)

    once = seconds(run)
    inner = max(1, int(SHORTEST / once))
    repetitions = REPETITIONS if once < 1 else 3 if once < 4 else 1
    times = [seconds(lambda: [run() for _ in range(inner)]) / inner / count * 1e6 for _ in range(repetitions)]
    return {**figures, "us": statistics.median(times), "us_best": min(times), "repetitions": repetitions,
            "peak_mb": peak_megabytes()}


def whole_pass(name, count, times):
    engine = engines.ENG[name](1)
    failures = 0
    start = time.process_time()
    for _ in range(times):
        with open(f"data/r{count}.ndjson", "rb") as file:
            for line in file:
                failures += len(set(engine.text(line.rstrip(b"\n"))))
    return {"resources": count * times, "seconds": time.process_time() - start, "failures": failures,
            "peak_mb": peak_megabytes()}


def main():
    mode, name, first, second = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
    try:
        figures = steady(name, first, second) if mode == "steady" else whole_pass(name, first, second)
    except Exception as fault:
        figures = {"fault": f"{type(fault).__name__}: {(str(fault).splitlines() or [''])[0][:120]}"}
    print(json.dumps(figures))


main()
