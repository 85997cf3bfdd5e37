import RuleImporters
import SourceText
import Testing

/// What cannot be carried over is named with its line and a cure, and nothing is written in its place.
@Suite struct GuardLeftOutTests {
    @Test(arguments: [
        "substring(Properties.Arn, 0, 3) == 'arn'",
        "url_decode(Properties.Url) == 'a b'",
        "join(Properties.Zones[*], ',') == 'a,b'",
        #"regex_replace(Properties.Arn, "^a(.*)$", "${1}") == 'b'"#,
        "parse_boolean(Properties.On) == true",
        "count(Properties.Rules[ Open == true ].Tags[ Key == 'Owner' ]) == 1",
        "Properties.Name > 'A'",
        "Properties.Tags[0] == { Key: /^a/, Value: 'b' }",
    ])
    func aClauseIsNamedAndTheOtherStays(_ clause: String) throws {
        let imported = imported(
            """
            rule r {
              Resources.*[ Type == 'AWS::S3::Bucket' ] {
                Properties.Name exists
                \(clause)
              }
            }
            """)
        let diagnostic = try #require(imported.diagnostics.first)
        #expect(imported.diagnostics.count == 1)
        #expect(diagnostic.kind.code == "E6103")
        #expect(diagnostic.primary?.place.position.line == 4)
        #expect(diagnostic.hint?.isEmpty == false)
        let text = try #require(imported.text)
        #expect(text.contains("require Name is present"))
    }

    /// The place is the clause's, not that of the file's selection, and the reason is the clause's own.
    @Test(arguments: [
        (clause: "let n = count(%queues.Properties.Tags[*])  %n <= 2", reason: "in all resources together"),
        (clause: "%queues.Properties.Name == %buckets.Properties.Name", reason: "is found in several resources"),
        (clause: "%queues.Properties.Name == /[a/", reason: "the regular expression cannot be read"),
        (clause: "let s = now()  %s == 'a'", reason: "no counterpart of 'now'"),
    ])
    func aClauseOfAFilesSelectionIsNamedWhereItStands(clause: String, reason: String) throws {
        let imported = imported(
            """
            let queues = Resources.*[ Type == 'AWS::SQS::Queue' ]
            let buckets = Resources.*[ Type == 'AWS::S3::Bucket' ]
            rule r when %queues !empty {
              %queues.Properties.Name exists
              \(clause)
            }
            """)
        let diagnostic = try #require(imported.diagnostics.first)
        #expect(imported.diagnostics.count == 1)
        #expect(diagnostic.kind.code == "E6103")
        #expect(diagnostic.message.contains(reason))
        #expect(diagnostic.primary?.place.position.line == 5)
        #expect(try #require(imported.text).contains("require Name is present"))
    }

    @Test(arguments: [
        "rule r { resource_changes[ type == 'aws_s3_bucket' ] { change.after.bucket exists } }",
        "rule r when resource_changes exists { resource_changes[*].type == /^aws_/ }",
    ])
    func aRuleAboutAPlanIsAnErrorWithItsCure(_ text: String) throws {
        let imported = imported(text)
        #expect(imported.text == nil)
        #expect(imported.diagnostics.filter(\.isError).count == imported.diagnostics.count)
        let diagnostic = try #require(imported.diagnostics.first)
        #expect(diagnostic.kind.code == "E6103")
        #expect(diagnostic.hint?.contains("Terraform plan") == true)
    }

    @Test(arguments: ["", "# nothing yet\n", "let names = ['a']", "rule f(x) { %x exists }"])
    func aFileWithoutRulesIsAnErrorWithItsCure(_ text: String) throws {
        let imported = imported(text)
        #expect(imported.text == nil)
        let diagnostic = try #require(imported.diagnostics.first)
        #expect(imported.diagnostics.count == 1)
        #expect(diagnostic.kind.code == "E6111")
        #expect(diagnostic.isError)
        #expect(diagnostic.hint?.contains("rule NAME") == true)
    }

    @Test func aMisspeltSuppressionIsNamedWithWhatWasMeant() throws {
        let imported = imported(
            """
            rule r {
              Resources.*[ Type == 'AWS::S3::Bucket'
                Metadata.guard.SupressedRules not exists or
                Metadata.guard.SupressedRules.* != "r" ] { Properties.Name exists }
            }
            """)
        #expect(imported.text != nil)
        let diagnostic = try #require(imported.diagnostics.first)
        #expect(imported.diagnostics.count == 1)
        #expect(diagnostic.kind.code == "W6112")
        #expect(diagnostic.primary?.place.position.line == 3)
        #expect(diagnostic.hint == "did you mean 'SuppressedRules'?")
    }

    /// What a person would not have written.
    @Test func whatTheRuleSaysAlreadyIsNotSaidAgain() throws {
        let text = try #require(
            imported(
                """
                let buckets = Resources.*[ Type == /^AWS::S3::Bucket/ ]
                let queues = Resources.*[ Type == 'AWS::SQS::Queue' ]
                rule of_a_type when %queues !empty {
                  %queues.Type == 'AWS::SQS::Queue'
                  %queues.Properties.QueueName exists
                }
                rule of_types when %buckets !empty {
                  %buckets !empty
                  %buckets.Properties.BucketName exists
                }
                rule under_a_condition when %buckets !empty {
                  %buckets { when Properties.Tags is_list  Properties.Tags !empty { Properties.Tags[0] exists } }
                }
                """
            ).text)
        #expect(!text.contains("@kind"))
        #expect(!text.contains("count("))
        #expect(text.contains("require BucketName is present"))
        #expect(text.contains("when Tags is a list and Tags is not empty"))
        #expect(text.contains("require Tags[0] is present"))
    }

    private func imported(_ text: String) -> GuardImporter.Import {
        GuardImporter.importFile(SourceFile(name: "r.guard", text: text))
    }
}
