"""What an HTML report has to list and to count, worked out from the JSON of the same scan."""

import collections


class Expectations:
    def __init__(self, scan):
        profiles = {
            profile["id"]: " ".join(filter(None, [profile["profile_name"], profile["profile_version"]]))
            for profile in scan["profiles"]
        }
        self.profile_names = list(profiles.values())
        rule_profiles = collections.defaultdict(set)
        rule_controls = collections.defaultdict(list)
        self.entries = []
        rules = {rule["rule"]: rule for rule in scan["rules"]}
        for control in scan["controls"]:
            for rule in control["rules"]:
                rule_profiles[rule].add(profiles[control["profile_id"]])
                rule_controls[rule] += [control["control_id"], control["control_name"]]
            if control["status"] == "user_evaluation_required" or control["attestation"]:
                status = {"user_evaluation_required": "manual", "compliant": "pass", "not_compliant": "fail"}[control["status"]]
                self.add(status, profiles={profiles[control["profile_id"]]}, texts=[control["control_id"], control["control_name"]])
        for evaluation in scan["evaluations"]:
            # A rule says nothing of a resource that its condition leaves out.
            if evaluation["verdict"] == "not_applicable":
                continue
            rule = rules[evaluation["rule"]]
            self.add(
                evaluation["verdict"], evaluation["severity"], rule_profiles[evaluation["rule"]],
                service(evaluation["kind"]), evaluation["account"] or "",
                [rule["rule"], rule["rule_id"] or "", rule["title"] or "", *rule_controls[rule["rule"]],
                 *(evaluation[key] or "" for key in ("resource", "name", "kind", "account", "region", "group", "file")),
                 *(finding["message"] for finding in evaluation["findings"][:1])])
        for rule in scan["rules"]:
            summary = rule["evaluations_summary"]
            if summary["total_count"] + summary["masked_count"] == 0:
                self.add("not_applicable", rule["severity"], rule_profiles[rule["rule"]],
                         texts=[rule["rule"], rule["rule_id"] or "", rule["title"] or "", *rule_controls[rule["rule"]]])

    def add(self, status, severity="", profiles=(), service="", account="", texts=()):
        self.entries.append({
            "status": [status], "severity": [severity], "profile": sorted(profiles), "service": [service],
            "account": [account], "texts": "\n".join(texts).lower(),
        })

    def values(self, facet):
        return sorted({value for entry in self.entries for value in entry[facet]} - {""})

    def count(self, choice):
        return sum(
            all(set(entry[facet]) & set(values) for facet, values in choice.items()) for entry in self.entries)

    def words(self):
        """Words that stand in few entries, and one that stands in none."""
        lines = [entry["texts"].split("\n")[0] for entry in self.entries if entry["service"] != [""]]
        resources = [entry["texts"].split("\n")[-3] for entry in self.entries if entry["status"] == ["fail"]]
        return list(dict.fromkeys(lines[:1] + lines[-1:] + resources[:1])) + ["no such word anywhere"]

    def searched(self, words):
        return sum(all(word in entry["texts"] for word in words.split()) for entry in self.entries)


def service(kind):
    if kind.count("::") > 1:
        return kind.rsplit("::", 1)[0]
    for mark in "/._":
        if mark in kind:
            return kind.split(mark)[0]
    return kind
