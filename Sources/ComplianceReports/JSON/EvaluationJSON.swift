package import Compliance
import ResourceDocuments
import ResourceReaders
import RuleChecker
import RuleSyntax
import RuleTracer
import SourceText

/// What an evaluation's findings show, as history keeps it: as `norma eval` has them, with the lines of both texts, on one line.
package enum EvidenceJSON {
    /// nil where there is nothing to show, and where the resource's file cannot be read any more.
    package static func evidence(of evaluation: Evaluation) -> Evidence? {
        findings(of: evaluation, with: true).map { content, findings in
            let substance = findings.flatMap { finding in
                [finding.verdict.rawValue, finding.path.description, finding.message, finding.explanation]
            }
            return Evidence(content: content, substance: substance.joined(separator: "\u{0}"))
        }
    }

    /// The same for a report, with the lines of both texts or without.
    static func content(of evaluation: Evaluation, with excerpts: Bool) -> String? {
        findings(of: evaluation, with: excerpts)?.content
    }

    private static func findings(
        of evaluation: Evaluation, with excerpts: Bool
    ) -> (content: String, findings: [Finding])? {
        guard let (resource, trace) = evaluation.explained(excerpts ? .excerpts : .bare), let trace else { return nil }
        var writer = JSONWriter(layout: .oneLine)
        writer.findings(trace.findings, in: resource, of: evaluation.rule, withExcerpts: excerpts)
        return (writer.text, trace.findings)
    }
}

extension JSONWriter {
    /// `{rule, rule_id, severity, resource, kind, name, account, region, group, file, verdict, beneath, mask, causes, findings}`; what is under a mask has
    /// the verdict `masked`, and the rule's own beneath.
    mutating func evaluation(_ evaluation: Evaluation, of bound: BoundRule) {
        guard let (resource, trace) = evaluation.explained() else { return }
        let rule = bound.rule
        object { writer in
            writer.member("rule", rule.name.text)
            writer.member("rule_id", rule.metadata.id)
            writer.member("severity", rule.metadata.severity.rawValue)
            writer.member("resource", resource.id)
            writer.member("kind", resource.kind)
            writer.member("name", resource.name)
            writer.member("account", resource.account)
            writer.member("region", resource.region)
            writer.member("group", resource.group)
            writer.member("file", resource.document.source.name)
            writer.member("verdict", evaluation.mask == nil ? evaluation.verdict.rawValue : "masked")
            writer.member("beneath", evaluation.mask == nil ? nil : evaluation.verdict.rawValue)
            writer.member("mask") { $0.mask(evaluation.mask) }
            writer.member("causes", (trace?.causes ?? []).words)
            writer.member("findings") { $0.findings(trace?.findings ?? [], in: resource, of: rule) }
        }
    }

    mutating func mask(_ mask: AppliedMask?) {
        guard let mask else { return null() }
        object { writer in
            let entered: Mask? = if case .entered(let entered) = mask { entered } else { nil }
            let asked: Suppression? = if case .asked(let asked) = mask { asked } else { nil }
            writer.member("id", entered?.id)
            writer.member("category", mask.category)
            writer.member("target", mask.target)
            writer.member("justification", mask.justification)
            writer.member("author", entered?.author)
            writer.member("ticket", entered?.ticket)
            writer.member("expires_at", entered?.validity.expiresAt?.description)
            writer.member("rule", asked?.rule)
            writer.member("place", asked?.place)
        }
    }

    /// As `findings(_:in:of:)` writes them, of one rule of many that find something in the resource.
    mutating func findings(_ findings: [Finding], in places: SharedPlaces, of rule: CheckedRule) {
        array { writer in
            for finding in findings {
                writer.finding(
                    finding, of: places.elementDigest(of: finding), in: places.resource, of: rule,
                    place: { $0.written(places.place(of: finding)) }, showing: nil)
            }
        }
    }

    /// - Parameter withExcerpts: whether the lines of both texts are a member of each.
    mutating func findings(
        _ findings: [Finding], in resource: Resource, of rule: CheckedRule, withExcerpts: Bool = false
    ) {
        var elements = FoundElements(in: resource)
        let texts = ReadTexts()
        array { writer in
            for finding in findings {
                writer.finding(
                    finding, of: elements.words(of: finding).map { Fingerprint.digest(ofElement: $0) }, in: resource,
                    of: rule, place: { $0.member("place", finding.place(in: resource, reading: texts)) },
                    showing: withExcerpts ? finding.excerpts(in: resource, reading: texts) : nil)
            }
        }
    }

    /// - Parameters:
    ///   - element: the digest of what tells the element that it stands in; nil outside of lists.
    ///   - place: writes the member `place`.
    ///   - excerpts: the lines to show; nil: there is no such member.
    private mutating func finding(
        _ finding: Finding, of element: String?, in resource: Resource, of rule: CheckedRule,
        place: (inout JSONWriter) -> Void, showing excerpts: [Excerpt]?
    ) {
        object { writer in
            writer.member("verdict", finding.verdict.rawValue)
            writer.member("message", finding.message)
            writer.member("explanation", finding.explanation)
            writer.member("causes", finding.causes.words)
            writer.member("path", finding.path.description)
            writer.member("missing", finding.missing?.description)
            place(&writer)
            let clausePlace = finding.clausePlace(in: rule)
            writer.constant(clausePlace, of: rule) { writer in
                writer.member("clause", finding.clause)
                writer.member("clause_place", clausePlace)
                writer.member("clause_digest", Fingerprint.digest(ofClause: finding.clause, in: rule))
            }
            writer.member("element_digest", element)
            writer.member("deciding", finding.deciding)
            writer.member("tests", array: finding.tests) { $0.test($1, of: rule) }
            writer.member("parameters", array: finding.parameters) { writer, parameter in
                writer.object { writer in
                    writer.member("name", parameter.name)
                    writer.member("value") { $0.value(parameter.value) }
                    writer.member("written", parameter.written)
                    writer.origin(parameter.origin)
                    writer.member("place", parameter.place)
                }
            }
            writer.member("related", array: finding.related) { writer, related in
                writer.object { writer in
                    writer.member("resource", related.resource.id)
                    writer.member("kind", related.resource.kind)
                    writer.member("path", related.path.description)
                    writer.member(
                        "place",
                        related.path.documentPath(in: related.resource).flatMap {
                            related.resource.document.nearestPlace(of: $0)
                        })
                    writer.member("label", related.label)
                }
            }
            writer.member("others") { writer in
                guard finding.others.count > 0 else { return writer.null() }
                writer.object { writer in
                    writer.member("count", finding.others.count)
                    writer.member("digests", OtherDigests(of: finding.others).digests)
                }
            }
            guard let excerpts else { return }
            writer.member("excerpts", array: MarkedExcerpt.excerpts(of: excerpts)) { writer, excerpt in
                writer.excerpt(excerpt, of: ExcerptText(excerpt.file, of: finding, in: resource))
            }
        }
    }

    /// Members that say the same of every resource, and are a rule's for these places.
    private mutating func constant(
        _ place: SourcePlace, and other: SourcePlace? = nil, of rule: CheckedRule,
        _ members: (inout JSONWriter) -> Void
    ) {
        let form: Int
        switch layout {
        case .indented: return members(&self)
        case .oneLine: form = 0
        case .tight: form = 1
        }
        written(
            rule.texts.text(of: place, and: other, form: form) {
                var writer = JSONWriter(layout: layout)
                members(&writer)
                return writer.bytes
            })
    }

    private mutating func test(_ test: TestReport, of rule: CheckedRule) {
        object { writer in
            writer.member("subject", test.subject)
            writer.member("path", test.path?.description)
            writer.member("actual", test.actual)
            writer.member("expected", test.expected)
            writer.member("truth") { writer in
                switch test.truth {
                case .true: writer.flag(true)
                case .false: writer.flag(false)
                case .unknown: writer.null()
                }
            }
            writer.constant(test.subjectPlace, and: test.predicatePlace, of: rule) { writer in
                writer.member("place", test.subjectPlace)
                writer.member("predicate_place", test.predicatePlace)
            }
        }
    }
}

extension Finding {
    /// The clause in the rule's file; of what leaves open whether the rule applies, the rule's name.
    fileprivate func clausePlace(in rule: CheckedRule) -> SourcePlace {
        if let clause, rule.clauses.indices.contains(clause) { return rule.clauses[clause].place }
        return SourcePlace(rule.file, rule.name.span)
    }
}

extension UnknownCauses {
    /// In a fixed order.
    var words: [String] {
        description.isEmpty
            ? [] : description.split(separator: ",").map { $0.drop(while: { $0 == " " }) }.map(String.init)
    }
}
