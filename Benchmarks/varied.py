#!/usr/bin/env python3
"""Prepares rules of many forms over the documents of ../shared/bench in a scratch folder.

    varied.py SHARED SCRATCH RESOURCES FORMS CONSTANTS

writes SCRATCH/r<RESOURCES>.ndjson, SCRATCH/varied-<FORMS>-<CONSTANTS>.norma (FORMS structures, each with CONSTANTS sets of constants) and
SCRATCH/varied-<RESOURCES>-<FORMS>-<CONSTANTS>.txt (for each resource the failing rules). A rule is made at random and once: it writes itself as Norma and
decides itself in Python, and every property that it reads is there in every document.
"""
import fnmatch
import json
import pathlib
import random
import re
import sys

TEXT, NUMBER, TRUTH = "text", "number", "truth"
WORDS = "api web auth billing ledger search ingest metrics cache queue edge report batch media user order".split()
# Of each kind: the properties, and the lists with the members of their elements.
KINDS = {
    "security_group": ({"vpc": TEXT}, {
        "rules": {"direction": ["inbound", "outbound"], "protocol": ["tcp", "udp", "all"], "port_min": NUMBER, "port_max": NUMBER, "remote": TEXT}}),
    "bucket": ({"acl": ["private", "public-read", "public-read-write"], "public_access_block.block_acls": TRUTH, "versioning": TRUTH,
                "public_access_block.block_policy": TRUTH, "storage_class": ["standard", "vault", "cold"], "encryption.enabled": TRUTH,
                "metrics.objects": NUMBER}, {"lifecycle": {"prefix": TEXT, "expire_days": NUMBER, "enabled": TRUTH}}),
    "cdn_settings": ({"tls.client_auth": TRUTH, "domain": TEXT, "cache.ttl_seconds": NUMBER, "cache.ignore_query": TRUTH}, {
        "origins": {"host": TEXT, "port": NUMBER, "weight": NUMBER, "enabled": TRUTH}}),
    "vm": ({"profile": TEXT, "image.os": ["debian-12", "rhel-9", "win-2022"], "image.age_days": NUMBER, "metadata_service.enabled": TRUTH}, {
        "nics": {"ip": TEXT, "subnet": TEXT}, "volumes": {"gb": NUMBER, "encrypted": TRUTH, "iops": NUMBER}}),
    "network_acl": ({"vpc": TEXT}, {
        "rules": {"action": ["allow", "deny"], "direction": ["inbound", "outbound"], "protocol": ["tcp", "udp"], "port_min": NUMBER,
                  "port_max": NUMBER, "source": TEXT}}),
    "db_instance": ({"engine": ["postgres", "mysql"], "backup.retention_days": NUMBER, "storage.gb": NUMBER, "storage.encrypted": TRUTH}, {
        "nodes": {"role": ["primary", "replica"], "zone": TEXT, "cpu": NUMBER}}),
    "iam_account_settings": ({"mfa": ["NONE", "TOTP", "LEVEL3"], "max_sessions": NUMBER, "restrict_create_service_id": TRUTH}, {
        "history": {"by": TEXT, "action": TEXT}}),
}
SHARES = {"security_group": 25, "bucket": 20, "cdn_settings": 15, "vm": 15, "network_acl": 10, "db_instance": 10, "iam_account_settings": 5}


def member(value, path):
    for name in path.split("."):
        value = value[name]
    return value


class Maker:
    """Makes one rule: `shape` decides its structure, `constants` what stands in it."""

    def __init__(self, shape, constants):
        self.shape, self.constants, self.depth = shape, constants, 0

    def test(self, members, variable):
        """(Norma, what decides it) of one test of a value that `members` names."""
        path = self.shape.choice(sorted(members))
        subject, kind, draw = (variable + "." + path if variable else path), members[path], self.constants
        if kind == TRUTH:
            wanted = self.shape.random() < 0.7
            return f"{subject} is {json.dumps(wanted)}", lambda v: member(v, path) is wanted
        if kind == NUMBER:
            low, high = draw.randrange(5000), draw.randrange(5000, 60000)
            many = [draw.choice([22, 80, 443, 3389, 100, 500, 30, 365]), draw.randrange(9000), low]
            return self.shape.choice([
                (f"{subject} is at least {low}", lambda v: member(v, path) >= low),
                (f"{subject} is at most {high}", lambda v: member(v, path) <= high),
                (f"{subject} is less than {low}", lambda v: member(v, path) < low),
                (f"{subject} is between {low} and {high}", lambda v: low <= member(v, path) <= high),
                (f"{low} is at most {subject if variable else 'this.' + path}", lambda v: low <= member(v, path)),
                (f"{subject} is one of {json.dumps(many)}", lambda v: member(v, path) in many)])
        if kind != TEXT:
            some = draw.choice(kind)
            many = [draw.choice(kind), f"other-{draw.randrange(500)}", draw.choice(kind)]
            fixed = kind[0]
            return self.shape.choice([
                (f"{subject} is {quoted(some)}", lambda v: member(v, path) == some),
                (f"{subject} is {quoted(fixed)}", lambda v: member(v, path) == fixed),
                (f"{subject} is not {quoted(fixed)}", lambda v: member(v, path) != fixed),
                (f"{subject} is not one of {json.dumps(many)}", lambda v: member(v, path) not in many),
                (f"{subject} is one of {json.dumps(many)}", lambda v: member(v, path) in many)])
        start = draw.choice(["1", "10.", "192.168.", "vpc-", "subnet-", "origin", "IBM", "z", "172."]) + str(draw.randrange(10))
        part = draw.choice(WORDS + ["example", "/", "."])
        expression = "^[a-z0-9.-]{%d,}%s" % (draw.randrange(2, 9), draw.choice(["", "[0-9]", "e", "/24", "[a-f]"]))
        glob = draw.choice(["10.", "192.", "bx2", "vpc-", "origin", "*"]) + "*" + draw.choice(["", "4", "/24", "net", "a"])
        return self.shape.choice([
            (f"{subject} starts with {quoted(start)}", lambda v: member(v, path).startswith(start)),
            (f"{subject} contains {quoted(part)}", lambda v: part in member(v, path)),
            (f"{subject} does not contain {quoted(part)}", lambda v: part not in member(v, path)),
            (f"{subject} matches /{expression.replace('/', chr(92) + '/')}/", lambda v: re.search(expression, member(v, path)) is not None),
            (f"{subject} is like {quoted(glob)}", lambda v: fnmatch.fnmatchcase(member(v, path), glob))])

    def condition(self, members, variable, count):
        tests = [self.test(members, variable) for _ in range(count)]
        if count == 1:
            return tests[0]
        word, decide = self.shape.choice([("and", all), ("or", any)])
        if count > 2 and self.shape.random() < 0.5:
            other, inner = ("or", any) if word == "and" else ("and", all)
            text = f"{tests[0][0]} {word} ({f' {other} '.join(t for t, _ in tests[1:])})"
            return text, lambda v: decide([tests[0][1](v), inner(d(v) for _, d in tests[1:])])
        return f" {word} ".join(t for t, _ in tests), lambda v: decide(d(v) for _, d in tests)

    def quantified(self, lists, name):
        path = self.shape.choice(sorted(lists))
        where, holds_where = self.condition(lists[path], name, self.shape.choice([1, 1, 2]))
        body, holds = self.condition(lists[path], name, self.shape.choice([1, 2, 3]))
        count = self.constants.randrange(1, 5) if self.shape.random() < 0.5 else 2
        filtered = lambda v: [e for e in member(v, path) if holds_where(e)]
        wanted = lambda v: sum(1 for e in filtered(v) if holds(e))
        return self.shape.choice([
            (f"every {name} in {path} satisfies ({body})", lambda v: all(holds(e) for e in member(v, path))),
            (f"every {name} in {path} where ({where}) satisfies ({body})", lambda v: all(holds(e) for e in filtered(v))),
            (f"some {name} in {path} satisfies ({body})", lambda v: any(holds(e) for e in member(v, path))),
            (f"no {name} in {path} where ({where}) satisfies ({body})", lambda v: not any(holds(e) for e in filtered(v))),
            (f"at least {count} {name} in {path} where ({where}) satisfies ({body})", lambda v: wanted(v) >= count),
            (f"at most {count} {name} in {path} where ({where}) satisfies ({body})", lambda v: wanted(v) <= count)])

    def rule(self, name):
        kind = self.shape.choices(list(SHARES), list(SHARES.values()))[0]
        properties, lists = KINDS[kind]
        when, applies = ("", lambda v: True)
        if self.shape.random() < 0.25:
            when, applies = self.condition(properties, "", 1)
            when = f"  when {when}\n"
        lets, clauses = "", []
        for number in range(self.shape.choice([1, 1, 1, 2])):
            form = self.shape.random()
            if form < 0.25:
                clauses.append(self.condition(properties, "", self.shape.choice([1, 2, 3])))
            elif form < 0.85:
                clauses.append(self.quantified(lists, f"x{number}"))
            elif form < 0.95:
                path = self.shape.choice(sorted(lists))
                where, holds = self.condition(lists[path], "x", 1)
                most = self.constants.randrange(1, 9)
                lets += f"  let some{number} = each x in {path} where {where}\n"
                clauses.append((f"count(some{number}) is at most {most}",
                                lambda v, p=path, h=holds, m=most: sum(1 for e in member(v, p) if h(e)) <= m))
            else:
                first, second = self.condition(properties, "", 1), self.quantified(lists, f"x{number}")
                clauses.append((f"{first[0]} or ({second[0]})", lambda v, a=first[1], b=second[1]: a(v) or b(v)))
        text = f"rule {name} {{\n  for {kind}\n{when}{lets}" + "".join(f"  require {c}\n" for c, _ in clauses) + "}\n\n"
        return kind, text, lambda v: applies(v) and not all(c(v) for _, c in clauses)


def quoted(value):
    return json.dumps(value)


def main():
    shared, scratch = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    count, forms, constants = (int(a) for a in sys.argv[3:6])
    sys.path.insert(0, str(shared))
    sys.dont_write_bytecode = True
    import gen

    scratch.mkdir(parents=True, exist_ok=True)
    rules = {}
    with open(scratch / f"varied-{forms}-{constants}.norma", "w") as text:
        for instance in range(constants):
            for form in range(forms):
                name = f"v{form:03}_{instance}"
                kind, rule, fails = Maker(random.Random(form), random.Random(f"{form} {instance}")).rule(name)
                rules.setdefault(kind, []).append((name, fails))
                text.write(rule)
    generator = random.Random(42)
    with open(scratch / f"r{count}.ndjson", "w") as documents, \
            open(scratch / f"varied-{count}-{forms}-{constants}.txt", "w") as failing:
        for _ in range(count):
            document = gen.doc(generator)
            properties = document["properties"] = document.pop("props")
            failing.write(" ".join(sorted(n for n, fails in rules.get(document["kind"], []) if fails(properties))) + "\n")
            documents.write(json.dumps(document, separators=(",", ":"), ensure_ascii=False) + "\n")


main()
