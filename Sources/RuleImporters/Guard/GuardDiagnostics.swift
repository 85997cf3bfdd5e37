package import SourceText

/// E61xx: Guard rules that are imported.
extension Diagnostic {
    static func guardUnclosed(_ what: String, at place: SourcePlace) -> Self {
        Diagnostic(.guardUnclosed, at: place, "this \(what) is not closed", hint: "close it")
    }

    static func guardUnexpected(_ text: String, at place: SourcePlace) -> Self {
        Diagnostic(
            .guardSyntax, at: place, "'\(text)' means nothing in a Guard file",
            hint: "mend the Guard file; 'cfn-guard parse-tree' reads it by Guard's own grammar")
    }

    static func guardSyntax(_ words: String, at place: SourcePlace) -> Self {
        Diagnostic(
            .guardSyntax, at: place, words,
            hint: "mend the Guard file; 'cfn-guard parse-tree' reads it by Guard's own grammar")
    }

    static func guardNotCarriedOver(_ limit: GuardLimit, at place: SourcePlace) -> Self {
        Diagnostic(
            .guardNotCarriedOver, at: place, "this is not carried over: \(limit.reason)", label: "left out",
            hint: limit.hint)
    }

    static func guardUnknownName(_ what: String, _ name: String, at place: SourcePlace) -> Self {
        Diagnostic(
            .guardUnknownName, at: place, "no \(what) is named '\(name)'",
            hint: "declare it in the same file: Guard files do not include each other")
    }

    static func guardOtherDocument(_ rule: String, _ section: String, at place: SourcePlace) -> Self {
        Diagnostic(
            .guardOtherDocument, at: place, "the rule '\(rule)' is left out: a template has no section '\(section)'",
            hint: "nothing is lost for templates: of them the rule says nothing")
    }

    static func guardUnfitRule(_ rule: String, _ fault: String, at place: SourcePlace) -> Self {
        Diagnostic(
            .guardUnfitRule, at: place,
            "the rule '\(rule)' is left out, for no resource can meet what it asks: \(fault)",
            hint: "mend the Guard rule, or write it in Norma")
    }

    static func guardOverlookedNot(at place: SourcePlace) -> Self {
        Diagnostic(
            .guardOverlookedNot, at: place, "Guard overlooks the 'not' in front of this, and so does the imported rule",
            hint: "say '!=' or 'not in', or ask a rule without parameters, where the opposite is meant")
    }

    static func guardScope(_ name: String, at place: SourcePlace) -> Self {
        Diagnostic(
            .guardScope, at: place, "the rule '\(name)' is left out: it would judge more than it should",
            hint: "take what is named above out of the filter or the 'when', or write the rule in Norma")
    }

    static func guardTestShape(_ words: String, at place: SourcePlace) -> Self {
        Diagnostic(
            .guardTestShape, at: place, words,
            hint: "a case reads '{name: …, input: {Resources: …}, expectations: {rules: {NAME: PASS}}}'")
    }

    static func guardNoRules(at place: SourcePlace) -> Self {
        Diagnostic(
            .guardNoRules, at: place, "no rule here judges a template",
            hint: "write one, 'rule NAME { … }', or leave the file out")
    }

    static func guardMisspeltSuppression(_ key: String, _ meant: String, at place: SourcePlace) -> Self {
        Diagnostic(
            .guardMisspeltSuppression, at: place, "no tool reads '\(key)': the rule is suppressed by nothing",
            hint: "did you mean '\(meant)'?")
    }

    static func guardEmptyRule(_ name: String, at place: SourcePlace) -> Self {
        Diagnostic(
            .guardEmptyRule, at: place, "the rule '\(name)' is left out: nothing of it could be carried over",
            hint: "mend what is named above, or write the rule in Norma: 'norma new rule' begins one")
    }
}

extension DiagnosticKind {
    package static let allGuardKinds: [DiagnosticKind] = [
        .guardUnclosed, .guardSyntax, .guardNotCarriedOver, .guardUnknownName, .guardEmptyRule, .guardScope,
        .guardTestShape, .guardOtherDocument, .guardUnfitRule, .guardOverlookedNot, .guardNoRules,
        .guardMisspeltSuppression,
    ]

    static let guardUnclosed = DiagnosticKind(
        "E6101", "a Guard string, regular expression or message is not closed",
        """
        A quote, a slash or '<<' began a text in a Guard file whose end is missing. The clause is left out and the rest \
        of the file is still imported.
        """, .guardRules,
        wrong: """
            rule r {
              Resources.*[ Type == 'AWS::S3::Bucket ] { Properties.BucketName exists }
            }
            """,
        right: """
            rule r {
              Resources.*[ Type == 'AWS::S3::Bucket' ] { Properties.BucketName exists }
            }
            """)

    static let guardSyntax = DiagnosticKind(
        "E6102", "a Guard file cannot be read here",
        """
        The text does not follow Guard's grammar (version 3). The clause is left out and reading goes on at the next \
        one, so that every independent fault is reported in one run.
        """, .guardRules,
        wrong: """
            rule r {
              Resources.*[ Type == 'AWS::S3::Bucket' ] { Properties.BucketName }
            }
            """,
        right: """
            rule r {
              Resources.*[ Type == 'AWS::S3::Bucket' ] { Properties.BucketName exists }
            }
            """)

    static let guardNotCarriedOver = DiagnosticKind(
        "E6103", "a Guard clause has no counterpart",
        """
        Norma judges a resource by its properties, and has no string building and no clock. A clause that asks for \
        something else is named and left out; the other clauses of its rule are imported. The imported rule then \
        asks for less than Guard's did.
        """, .guardRules,
        wrong: """
            rule r {
              Resources.*[ Type == 'AWS::S3::Bucket' ] {
                Properties.BucketName exists
                regex_replace(Properties.BucketName, "a", "b") == "b"
              }
            }
            """,
        right: """
            rule r {
              Resources.*[ Type == 'AWS::S3::Bucket' ] { Properties.BucketName exists }
            }
            """)

    static let guardUnknownName = DiagnosticKind(
        "E6104", "a Guard name is declared nowhere",
        """
        A '%name' needs a 'let' before it, and a rule that is asked for needs to stand in the same file. Clauses that \
        use the name are left out.
        """, .guardRules,
        wrong: """
            rule r {
              %buckets { Properties.BucketName exists }
              Resources.*[ Type == 'AWS::S3::Bucket' ] { Properties.BucketName exists }
            }
            """,
        right: """
            let buckets = Resources.*[ Type == 'AWS::S3::Bucket' ]
            rule r {
              %buckets { Properties.BucketName exists }
            }
            """)

    static let guardEmptyRule = DiagnosticKind(
        "E6105", "nothing of a Guard rule could be carried over",
        """
        Each of the rule's clauses was left out, for the reasons given. A rule without clauses would pass everything, \
        so none is written.
        """, .guardRules,
        wrong: """
            rule r {
              now() == 1
            }
            """,
        right: """
            rule r {
              Resources.*[ Type == 'AWS::S3::Bucket' ] { Properties.BucketName exists }
            }
            """)

    static let guardScope = DiagnosticKind(
        "E6106", "what a Guard rule is about could not be carried over",
        """
        A filter or a 'when' says which resources a rule judges. Without a part of it the rule would judge resources \
        that it never spoke of, so the rule is left out; the part is named beside this.
        """, .guardRules,
        wrong: """
            rule r {
              Resources.*[
                Type == 'AWS::S3::Bucket'
                regex_replace(Properties.BucketName, "a", "b") == "b"
              ] { Properties.VersioningConfiguration exists }
            }
            """,
        right: """
            rule r {
              Resources.*[ Type == 'AWS::S3::Bucket' ] { Properties.VersioningConfiguration exists }
            }
            """)

    static let guardTestShape = DiagnosticKind(
        "E6107", "a Guard test file has another shape",
        """
        A test file is a list of cases, each with an 'input' and with 'expectations' that say PASS, FAIL or SKIP for \
        rules. What has another shape is left out, and the other cases are imported.
        """, .guardTests,
        wrong: """
            - name: a bucket
              input:
                Resources: {A: {Type: AWS::S3::Bucket, Properties: {BucketName: a}}}
              expectations: {rules: {r: OK}}
            """,
        right: """
            - name: a bucket
              input:
                Resources: {A: {Type: AWS::S3::Bucket, Properties: {BucketName: a}}}
              expectations: {rules: {r: PASS}}
            """)

    static let guardOtherDocument = DiagnosticKind(
        "W6108", "a Guard rule is about documents that are no templates",
        """
        The rule's 'when' asks for something that no template has, such as the input of a CloudFormation hook. Of a \
        template Guard would say SKIP, so nothing is written.
        """, .guardRules,
        wrong: """
            rule hook when this.'AWS::S3::Bucket'.resourceProperties exists {
              this.'AWS::S3::Bucket'.resourceProperties.BucketName exists
            }
            rule template {
              Resources.*[ Type == 'AWS::S3::Bucket' ] { Properties.BucketName exists }
            }
            """,
        right: """
            rule template {
              Resources.*[ Type == 'AWS::S3::Bucket' ] { Properties.BucketName exists }
            }
            """)

    static let guardUnfitRule = DiagnosticKind(
        "E6109", "a Guard rule asks for what no resource can meet",
        """
        Guard compares values of any types when it runs; Norma refuses a comparison that can never be true as soon as \
        it reads it. Such a rule is left out.
        """, .guardRules,
        wrong: """
            rule r {
              Resources.*[ Type == 'AWS::S3::Bucket' ] { Type == 5 }
            }
            """,
        right: """
            rule r {
              Resources.*[ Type == 'AWS::S3::Bucket' ] { Properties.Size == 5 }
            }
            """)

    static let guardOverlookedNot = DiagnosticKind(
        "W6110", "a 'not' in Guard has no effect",
        """
        Guard reads a 'not' in front of a comparison of two values, or of a rule with parameters, and decides as if it \
        were not there. The imported rule gives Guard's verdict.
        """, .guardRules,
        wrong: """
            rule r {
              Resources.*[ Type == 'AWS::S3::Bucket' ] { not Properties.AccessControl == 'PublicRead' }
            }
            """,
        right: """
            rule r {
              Resources.*[ Type == 'AWS::S3::Bucket' ] { Properties.AccessControl != 'PublicRead' }
            }
            """)

    static let guardNoRules = DiagnosticKind(
        "E6111", "a Guard file holds no rule",
        """
        The file is empty, or it holds comments, variables and rules with parameters alone, which judge nothing until \
        another rule asks for them. Nothing is written for it.
        """, .guardRules,
        wrong: """
            let buckets = Resources.*[ Type == 'AWS::S3::Bucket' ]
            """,
        right: """
            let buckets = Resources.*[ Type == 'AWS::S3::Bucket' ]
            rule named { %buckets.Properties.BucketName exists }
            """)

    static let guardMisspeltSuppression = DiagnosticKind(
        "W6112", "a Guard filter asks for a suppression that nobody writes",
        """
        A resource's metadata names the rules that leave it alone under 'guard.SuppressedRules' or \
        'cfn_nag.rules_to_suppress'. A filter that asks for another member is carried over as any other condition: it \
        holds of every resource, and nothing suppresses the rule.
        """, .guardRules,
        wrong: """
            rule r {
              Resources.*[ Type == 'AWS::S3::Bucket' Metadata.guard.SupressedRules not exists ] {
                Properties.BucketName exists
              }
            }
            """,
        right: """
            rule r {
              Resources.*[ Type == 'AWS::S3::Bucket' Metadata.guard.SuppressedRules not exists ] {
                Properties.BucketName exists
              }
            }
            """)
}
