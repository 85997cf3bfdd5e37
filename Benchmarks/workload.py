#!/usr/bin/env python3
"""The speed workload of ../shared/bench, as Norma takes it.

    workload.py PEERS SCRATCH SET K

PEERS is a copy of ../shared/bench with its generated data. SET is r<N>, the first N resources; edited<N>, the same, where one of a hundred is
configured otherwise; or sample<N>, the N that its `engines.sample` times. Writes SCRATCH/<SET>.ndjson (the documents, `props` renamed to
`properties`), SCRATCH/rules-<K>.norma (the twelve rules, K times with different parameters) and SCRATCH/failing-<SET>-<K>.txt (for each resource
the failing rules by the Python reference, sorted, one line).
"""
import json
import os
import pathlib
import random
import re
import sys

KINDS = ["cdn_settings", "security_group", "network_acl", "iam_account_settings", "bucket", "db_instance", "vm"]


def quoted(value):
    return json.dumps(value)


def pattern(text):
    return "/" + text.replace("/", "\\/") + "/"


def clauses(n, p):
    """The requirement of rule n with parameters p, in Norma."""
    if n == 1:
        return f'require every v in tls.versions is one of {quoted(p["allowed"])} if missing fail'
    if n in (2, 3):
        return ('forbid some x in rules where x.direction is "inbound" and x.remote is "0.0.0.0/0"\n'
                '    and x.protocol is one of ["tcp", "all"]\n'
                f'    satisfies {p["port"]} is between x.port_min and x.port_max if missing fail')
    if n == 4:
        return f'require session_invalidation_in_seconds is at most {p["limit"]} if missing fail'
    if n == 5:
        return f'require encryption.enabled is true and encryption.key matches {pattern(p["re"])} if missing fail'
    if n == 6:
        return (f'require acl is not one of {quoted(p["acls"])} and public_access_block.block_acls is true\n'
                '    and public_access_block.block_policy is true if missing fail')
    if n == 7:
        return f'require @tags contains all of {quoted(p["tags"])} if missing fail'
    if n == 8:
        return f'require @name matches {pattern(p["re"])} if missing fail'
    if n == 9:
        return f'require backup.retention_days is at least {p["days"]} and storage.encrypted is true if missing fail'
    if n == 10:
        return f'require image.age_days is less than {p["days"]} if missing fail'
    if n == 11:
        return ('require some d in rules satisfies d.action is "deny" and d.direction is "inbound"\n'
                '    and d.source is "0.0.0.0/0" and d.protocol is "all" if missing fail\n'
                '  require every x in rules\n'
                '    where x.action is "allow" and x.direction is "inbound" and x.source is "0.0.0.0/0"\n'
                '    satisfies x.protocol is "tcp" and x.port_min is x.port_max\n'
                f'    and x.port_min is one of {quoted(p["ports"])} if missing fail')
    return ('require every x in rules where x.direction is "inbound" and x.remote is not "0.0.0.0/0"\n'
            f'    satisfies x.remote is within {quoted(p["cidrs"])} if missing fail')


def resources(peers, name):
    """The documents of a set."""
    count = int(re.sub("[a-z]", "", name))
    if not name.startswith("sample"):
        documents = map(json.loads, data_file(peers, count).read_bytes().splitlines())
        return edited(list(documents)) if name.startswith("edited") else documents
    import engines
    data_file(peers, 10_000)
    folder = os.getcwd()
    os.chdir(peers)
    lines = engines.sample(count)
    os.chdir(folder)
    return map(json.loads, lines)


def edited(documents):
    """One of a hundred has the properties and tags that the next one of its kind had before."""
    changed = list(documents)
    for index in range(7, len(documents), 100):
        other = next(each for each in documents[index + 1:] + documents if each["kind"] == documents[index]["kind"])
        changed[index] = {**documents[index], "props": other["props"], "tags": other["tags"]}
    return changed


def data_file(peers, count):
    """The first resources of the workload, generated where they are not there yet."""
    import gen
    path = peers / "data" / f"r{count}.ndjson"
    if not path.exists():
        path.parent.mkdir(exist_ok=True)
        generator = random.Random(42)
        with open(path.with_suffix(".part"), "w") as file:
            for _ in range(count):
                file.write(json.dumps(gen.doc(generator), separators=(",", ":"), ensure_ascii=False) + "\n")
        path.with_suffix(".part").rename(path)
    return path


def write_resources(peers, scratch, name, k, rules):
    reference = rules.py_rules(k)
    with open(scratch / f"{name}.ndjson", "w") as documents, open(scratch / f"failing-{name}-{k}.txt", "w") as failing:
        for document in resources(peers, name):
            ids = sorted(i for i, fails in reference[document["kind"]] if fails(document))
            failing.write(" ".join(ids) + "\n")
            document["properties"] = document.pop("props")
            documents.write(json.dumps(document, separators=(",", ":"), ensure_ascii=False) + "\n")


def write_rules(scratch, k, rules):
    with open(scratch / f"rules-{k}.norma", "w") as text:
        for n, index in rules.pairs(k):
            kinds = rules.KIND[n] or ", ".join(KINDS)
            text.write(f"rule {rules.rid(n, index)} {{\n  for {kinds}\n  {clauses(n, rules.params(n, index))}\n}}\n\n")


def prepare(peers, scratch, name, k):
    sys.path.insert(0, str(peers))
    sys.dont_write_bytecode = True
    import rules

    scratch.mkdir(parents=True, exist_ok=True)
    write_rules(scratch, k, rules)
    write_resources(peers, scratch, name, k, rules)


if __name__ == "__main__":
    prepare(pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]), sys.argv[3], int(sys.argv[4]))
