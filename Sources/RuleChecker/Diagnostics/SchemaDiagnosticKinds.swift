package import SourceText

/// The pages of E14xx. Their rules read the kind 'demo.bucket', whose schema is `exampleSchema`.
extension DiagnosticKind {
    package static let schemaKinds: [DiagnosticKind] = [
        .unknownProperty, .impossibleValue, .optionalProperty, .unknownKind, .badSchema, .impossibleForCallers,
        .misspeltProperty,
    ]

    static let unknownProperty = DiagnosticKind(
        "E1401", "a property that the kind does not have",
        """
        A kind with a schema has the properties that its schema lists. A misspelt one would be missing on \
        every resource.
        """,
        wrong: """
            rule r {
              for demo.bucket
              require hard_qota is 10 if missing fail
            }
            """,
        right: """
            rule r {
              for demo.bucket
              require hard_quota is 10 if missing fail
            }
            """)

    static let impossibleValue = DiagnosticKind(
        "E1402", "a value that can never occur",
        """
        The schema lists the values that the property may have, and this is none of them.
        """,
        wrong: """
            rule r {
              for demo.bucket
              forbid acl is "pubic" if missing fail
            }
            """,
        right: """
            rule r {
              for demo.bucket
              forbid acl is "public" if missing fail
            }
            """)

    static let optionalProperty = DiagnosticKind(
        "W1403", "a property that may be missing",
        """
        The schema does not require this property, and where it is missing the verdict will be unknown. Say \
        what that means: 'if missing fail', a test for presence, or a default. An error under --strict.
        """,
        wrong: """
            rule r {
              for demo.bucket
              require hard_quota is 10
            }
            """,
        right: """
            rule r {
              for demo.bucket
              require hard_quota is 10 if missing fail
            }
            """)

    static let unknownKind = DiagnosticKind(
        "W1404", "a kind close to one that has a schema",
        """
        The kind has no schema, but one with nearly the same name has.
        """,
        wrong: """
            rule r {
              for demo.buckt
              require a is present
            }
            """,
        right: """
            rule r {
              for demo.bucket
              require acl is present
            }
            """)

    static let misspeltProperty = DiagnosticKind(
        "W1407", "a resource's property that its kind does not have",
        """
        The resource has a property that the schema of its kind lacks, and lacks one that is spelt nearly the same. Rules see the \
        one as missing and the other not at all. A property that is close to none, or to one that stands beside it, is not \
        reported: schemas list what rules may read, and providers have more.
        """, .command,
        wrong: """
            echo '{"kind": "internet-svcs.zone", "id": "z", "properties": {"min_tls_verison": "1.2"}}' > zone.json
            norma eval --rules rules/internet-svcs/cis_tls_version.norma --inventory zone.json
            """,
        right: """
            echo '{"kind": "internet-svcs.zone", "id": "z", "properties": {"min_tls_version": "1.2"}}' > zone.json
            norma eval --rules rules/internet-svcs/cis_tls_version.norma --inventory zone.json
            """)

    static let impossibleForCallers = DiagnosticKind(
        "W1406", "what no caller of a define can give it",
        """
        The define reads a property that the schemas of all arguments it is called with lack, or compares with a value that they all \
        rule out. A warning, because a file that was not read may call it with something else; what only some callers \
        lack is not reported.
        """,
        wrong: """
            define public(bucket) = bucket.alc is "public"

            rule r {
              for demo.bucket
              forbid public(this) if missing fail
            }
            """,
        right: """
            define public(bucket) = bucket.acl is "public"

            rule r {
              for demo.bucket
              forbid public(this) if missing fail
            }
            """)

    static let badSchema = DiagnosticKind(
        "E1405", "a schema that cannot be read",
        """
        A kind's schema is a JSON Schema (2020-12). Understood are type, properties, required, items, minItems, \
        additionalProperties, enum, const, format, anyOf, oneOf, allOf and $ref to #/$defs/NAME, to another file of the folder \
        by its name, or to FILE.json#/$defs/NAME; a keyword among these has the shape that the standard gives it.
        """, .schema,
        wrong: """
            {"type": "object", "properties": ["acl"]}
            """,
        right: """
            {"type": "object", "properties": {"acl": {"type": "string"}}}
            """)
}

extension KindSchemas {
    /// The schema of `demo.bucket`, for the examples of the pages above.
    package static let exampleSchema = """
        {"type": "object", "properties": {"hard_quota": {"type": "integer"}, "acl": {"enum": ["private", "public"]}}}
        """
}
