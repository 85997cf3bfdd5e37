package import ResourceDocuments
package import ResourceReaders
import RuleChecker
import RuleSyntax
import SourceText

/// What tells the next scan which of this one's results it need not work out again: digests of its rules and of its resources.
package struct ScanDigests: Sendable {
    /// Of a rule with its parameters' values.
    package struct Program: Hashable, Sendable {
        /// Of what decides what it says.
        package let verdict: ContentDigest
        /// Of what its findings show too: where the rule stands and what else stands on its lines, who set the values, where and how they are
        /// written.
        package let evidence: ContentDigest

        package init(verdict: ContentDigest, evidence: ContentDigest) {
            self.verdict = verdict
            self.evidence = evidence
        }
    }

    /// In the order of the plan; nil for a rule that looks beyond its resource: what it says may change while nothing of it does.
    package let programs: [Program?]
    private let rows: [RowDigests?]

    /// - Parameters:
    ///   - key: the store's.
    ///   - engine: what reads resources and judges them, and its version.
    /// - Complexity: O(bytes of the resources in scope)
    package init(
        of plan: ScanPlan, in scope: ScopedResources, of reading: InventoryReading, key: DigestKey, engine: String
    ) {
        let engine = key.digest(of: engine)
        var schemas = SchemaDigests(key)
        programs = plan.rules.map { bound in
            bound.rule.looksBeyondResource
                ? nil : Program(of: bound, schemas: schemas.digest(of: bound.rule), engine: engine, key: key)
        }
        var rows = [RowDigests?](repeating: nil, count: reading.rows.count)
        var digester = RowDigester(reading.rows, key: key, engine: engine)
        for row in scope.inside { rows[row] = digester.digests(of: row) }
        self.rows = rows
    }

    /// nil of a resource out of scope, and of one whose line cannot be read any more.
    package func resource(at row: Int) -> RowDigests? { rows[row] }
}

extension ScanDigests.Program {
    fileprivate init(of bound: BoundRule, schemas: ContentDigest, engine: ContentDigest, key: DigestKey) {
        var verdict = DigestStream(key)
        verdict.append(engine)
        verdict.append(schemas)
        verdict.append(measured: bound.rule.name.text)
        verdict.append(number: bound.rule.sources.count)
        for text in bound.rule.meaning { verdict.append(measured: text) }
        for parameter in bound.parameters { verdict.append(measured: parameter.value.quoted) }
        self.verdict = verdict.finish()

        var evidence = DigestStream(key)
        evidence.append(self.verdict)
        for source in bound.rule.sources {
            evidence.append(source.place)
            evidence.append(drawn: source.place)
        }
        for parameter in bound.parameters {
            evidence.append(measured: parameter.origin.phrase)
            if let place = parameter.place {
                evidence.append(place)
                // `7d` and `1w` are one value.
                evidence.append(measured: place.text)
            } else {
                evidence.append(0)
            }
        }
        self.evidence = evidence.finish()
    }
}

extension DigestStream {
    /// Where something stands: its file, its first line and column; what stands there is another digest's.
    fileprivate mutating func append(_ place: SourcePlace) {
        append(1)
        append(measured: place.file.name)
        for position in [place.position, place.file.position(at: place.span.end)] {
            append(number: position.line)
            append(number: position.column)
        }
    }
}

extension BoundParameter.Origin {
    /// Who set a value, apart from everybody else.
    fileprivate var phrase: String {
        switch self {
        case .ruleDefault: "rule"
        case .profile(let name): "profile \(name)"
        case .attachment(let name): "attachment \(name)"
        case .testCase(let name): "case \(name)"
        }
    }
}

/// What a scan that is about to be judged builds on.
package struct ScanBasis: Sendable {
    package let digests: ScanDigests
    /// nil where there is nothing to take from.
    package let reusable: ReusableResults?

    package init(digests: ScanDigests, reusable: ReusableResults?) {
        self.digests = digests
        self.reusable = reusable
    }
}
