#!/usr/bin/env python3
"""Writes an estate for the store's figures into a scratch folder.

    estate.py SCRATCH RESOURCES

writes SCRATCH/estate-<RESOURCES>/: resources.ndjson, rules.norma with ten rules that each judge every resource, a library, a profile, an
attachment, and expected.txt, where each line has a rule, how many resources pass it and how many fail it: counted here, without Norma.
"""
import json
import pathlib
import random
import sys
import uuid

KINDS = ["is.instance", "is.volume", "cloud-object-storage.bucket", "databases-for-postgresql.deployment", "containers-kubernetes.cluster"]
REGIONS = ["eu-de", "us-south", "jp-tok", "br-sao"]
FAILING = 0.09

# Name, severity, clause; a value that passes or fails; where it stands among the properties.
RULES = [
    ("backups_are_kept", "high", "require backup.retention_days is at least 7",
     "backup.retention_days", lambda r, fails: r.randrange(0, 7) if fails else r.randrange(7, 60)),
    ("sessions_end", "medium", "require settings.session_seconds is at most 3600",
     "settings.session_seconds", lambda r, fails: r.randrange(3601, 86400) if fails else r.randrange(60, 3601)),
    ("storage_is_encrypted", "critical", "require encryption.enabled is true",
     "encryption.enabled", lambda r, fails: not fails),
    ("keys_are_the_owners", "high", "require encryption.key matches /^crn:/",
     "encryption.key", lambda r, fails: "provider" if fails else f"crn:v1:bluemix:public:kms:eu-de:{r.randrange(10**8):08}"),
    ("tls_is_recent", "high", 'require tls.minimum is one of ["1.2", "1.3"]',
     "tls.minimum", lambda r, fails: r.choice(["1.0", "1.1"] if fails else ["1.2", "1.3"])),
    ("no_rule_is_open", "critical", 'forbid some x in rules where x.direction is "inbound" satisfies x.remote is "0.0.0.0/0"',
     "rules", lambda r, fails: network_rules(r, fails)),
    ("owner_is_named", "low", "require owner is present if missing fail",
     "owner", lambda r, fails: None if fails else f"team-{r.randrange(40)}"),
    ("logs_are_kept", "medium", "require logging.days is at least 30",
     "logging.days", lambda r, fails: r.randrange(0, 30) if fails else r.randrange(30, 400)),
    ("secrets_are_young", "high", "require every s in secrets satisfies s.age_days is at most 90",
     "secrets", lambda r, fails: secrets(r, fails)),
    ("replicas_are_enough", "informational", "require replicas is at least 2",
     "replicas", lambda r, fails: 1 if fails else r.randrange(2, 9)),
]


def network_rules(r, fails):
    rules = [{"direction": r.choice(["inbound", "outbound"]), "remote": f"10.{r.randrange(256)}.0.0/16"}
             for _ in range(r.randrange(1, 4))]
    if fails:
        rules.insert(r.randrange(len(rules) + 1), {"direction": "inbound", "remote": "0.0.0.0/0"})
    return rules


def secrets(r, fails):
    ages = [r.randrange(0, 91) for _ in range(r.randrange(1, 3))]
    if fails:
        ages[0] = r.randrange(91, 2000)
    return [{"id": f"s{i}", "age_days": age} for i, age in enumerate(ages)]


def put(properties, path, value):
    if value is None:
        return
    *parents, last = path.split(".")
    for parent in parents:
        properties = properties.setdefault(parent, {})
    properties[last] = value


def write_resources(file, count):
    """The resources, and how many fail each rule."""
    r = random.Random(7)
    accounts = [f"{r.getrandbits(128):032x}" for _ in range(20)]
    failed = [0] * len(RULES)
    for index in range(count):
        kind = r.choice(KINDS)
        properties = {}
        for position, (_, _, _, path, value) in enumerate(RULES):
            fails = r.random() < FAILING
            failed[position] += fails
            put(properties, path, value(r, fails))
        file.write(json.dumps({
            "kind": kind, "id": f"r006-{uuid.UUID(int=r.getrandbits(128))}", "name": f"{kind.split('.')[1]}-{index:06}",
            "account": r.choice(accounts), "region": r.choice(REGIONS), "resource_group": f"group-{r.randrange(12)}",
            "properties": properties}, separators=(",", ":")) + "\n")
    return failed


def main():
    count = int(sys.argv[2])
    folder = pathlib.Path(sys.argv[1]) / f"estate-{count}"
    folder.mkdir(parents=True, exist_ok=True)
    with open(folder / "resources.ndjson", "w") as file:
        failed = write_resources(file, count)
    (folder / "rules.norma").write_text("\n".join(
        f"rule {name} {{\n  severity {severity}\n  for {', '.join(KINDS)}\n  {clause}\n}}\n"
        for name, severity, clause, _, _ in RULES))
    (folder / "library.yaml").write_text("control_library_name: estate\ncontrols:\n" + "".join(
        f"  - control_name: C-{position}\n    control_specifications: [{{assessments: [{{assessment_id: {rule[0]}}}]}}]\n"
        for position, rule in enumerate(RULES)))
    (folder / "profile.yaml").write_text(
        "profile_name: estate\ncontrols: [" + ", ".join(f"{{control_id: C-{n}}}" for n in range(len(RULES))) + "]\n")
    (folder / "attachment.yaml").write_text(
        "name: estate\nprofile_id: estate\nscope: [{scope_type: enterprise, scope_id: e}]\n")
    (folder / "expected.txt").write_text("".join(
        f"{rule[0]} {count - fails} {fails}\n" for rule, fails in zip(RULES, failed)))


main()
