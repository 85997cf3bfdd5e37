"""Holds reports against the schemas of their formats: validate.py SCHEMAS OWN_SCHEMAS FORMAT=FILE...

Prints a line for each fault and ends with 1 if there is one. SCHEMAS is ../shared/schemas, OWN_SCHEMAS the folder of Norma's.
"""

import json
import pathlib
import sys
import xml.etree.ElementTree

import jsonschema
import xmlschema
from check_jsonschema.formats import FormatOptions
from check_jsonschema.regex_variants import RegexImplementation, RegexVariantName
from check_jsonschema.schema_loader import SchemaLoader
from ocsf_json_schema import OcsfJsonSchemaEmbedded, get_ocsf_schema

import written

shared, own = (pathlib.Path(argument) for argument in sys.argv[1:3])
validators = {}


def json_faults(schema, document):
    for error in jsonschema.validators.validator_for(schema)(schema).iter_errors(document):
        yield f"{'/'.join(map(str, error.absolute_path))}: {error.message[:300]}"


def strict(schema):
    """Norma's own schemas let later versions add keys; these reports are of this version, and have none that is not described."""
    if isinstance(schema, dict):
        if "properties" in schema:
            schema.setdefault("additionalProperties", False)
        for value in schema.values():
            strict(value)
    elif isinstance(schema, list):
        for value in schema:
            strict(value)
    return schema


def sarif(path):
    schema = validators.setdefault("sarif", json.loads((shared / "sarif-2.1.0.json").read_text()))
    yield from json_faults(schema, json.loads(path.read_text()))


def oscal(path):
    # NIST's patterns are those of ECMA 262, which Python's own expressions do not know.
    if "oscal" not in validators:
        loader = SchemaLoader(str(shared / "oscal-complete-1.1.3.json"), disable_cache=True)
        patterns = RegexImplementation(RegexVariantName.default)
        validators["oscal"] = loader.get_validator(path, {}, FormatOptions(regex_impl=patterns), patterns, False)
    for error in validators["oscal"].iter_errors(json.loads(path.read_text())):
        yield f"{'/'.join(map(str, error.absolute_path))}: {error.message[:300]}"


def ocsf(path):
    if "ocsf" not in validators:
        validators["ocsf"] = OcsfJsonSchemaEmbedded(get_ocsf_schema("1.5.0")).get_class_schema("compliance_finding")
    for event in json.loads(path.read_text()):
        yield from json_faults(validators["ocsf"], event)


def junit(path):
    schema = validators.setdefault("junit", xmlschema.XMLSchema(shared / "junit.xsd"))
    for error in schema.iter_errors(path):
        yield f"{error.path}: {error.reason}"


def xccdf(path):
    schema = validators.setdefault("xccdf", xmlschema.XMLSchema(shared / "xccdf/1.2/xccdf_1.2.xsd", validation="lax"))
    for error in schema.iter_errors(path):
        yield f"{error.path}: {error.reason}"
    # What the schema cannot say in every validator: a result names a rule that is there.
    names = {"x": "http://checklists.nist.gov/xccdf/1.2"}
    root = xml.etree.ElementTree.parse(path).getroot()
    rules = {rule.get("id") for rule in root.findall(".//x:Rule", names)}
    for result in root.findall(".//x:rule-result", names):
        if result.get("idref") not in rules:
            yield f"no rule {result.get('idref')}"


def ndjson(path):
    schema = strict(json.loads((own / "norma-ndjson-1.schema.json").read_text()))
    for number, line in enumerate(path.read_text().splitlines(), 1):
        for fault in json_faults(schema, json.loads(line)):
            yield f"line {number}: {fault}"


# What GitLab documents of the list that it reads, and nothing that it would leave unread.
code_quality = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "minLength": 1},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "minLength": 1, "not": {"pattern": "^(/|\\./)"}},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                    },
                },
            },
        },
    },
}


def gitlab(path):
    text = path.read_bytes()
    if text.startswith(b"\xef\xbb\xbf"):
        yield "a byte order mark"
    document = json.loads(text)
    yield from json_faults(strict(code_quality), document)
    if isinstance(document, list):
        prints = [violation.get("fingerprint") for violation in document]
        if len(set(prints)) < len(prints):
            yield "two violations have one fingerprint"


def norma_json(path):
    schema = strict(json.loads((own / "norma-json-1.schema.json").read_text()))
    yield from json_faults(schema, json.loads(path.read_text()))


formats = {
    "sarif": sarif, "oscal": oscal, "ocsf": ocsf, "junit": junit, "xccdf": xccdf, "ndjson": ndjson, "gitlab": gitlab,
    "json": norma_json, "csv": written.csv, "github": written.github, "markdown": written.markdown, "html": written.html_page,
}
faults = 0
for argument in sys.argv[3:]:
    format, _, file = argument.partition("=")
    for fault in formats[format](pathlib.Path(file)):
        faults += 1
        print(f"{pathlib.Path(file).name}: {' '.join(fault.split())}")
sys.exit(1 if faults else 0)
