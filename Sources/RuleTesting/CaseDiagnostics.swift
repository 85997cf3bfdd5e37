import ResourceDocuments
import ResourceReaders
package import SourceText

extension RecordFaults {
    /// The faults of a case file's maps.
    static let cases = RecordFaults(
        unknownField: .unknownCaseField, missingField: .missingCaseField, wrongShape: .wrongCaseShape)
}

/// E30xx: cases.
extension Diagnostic {
    static func noCases(at place: SourcePlace?) -> Self {
        Diagnostic(.noCases, at: place, "there are no cases here", hint: "add one under 'cases:'")
    }

    static func severalCaseDocuments(at place: SourcePlace?) -> Self {
        Diagnostic(
            .wrongCaseShape, at: place, "a case file is one document, and here starts a second",
            hint: "put all cases under one 'cases:'")
    }

    /// - Parameter place: where a table's column stands for the value; nil: where it stands itself.
    static func wrongCaseShape(
        _ field: String, wanted: String, _ value: PlacedNode, at place: SourcePlace? = nil
    ) -> Self {
        Diagnostic(
            .wrongCaseShape, at: place ?? value.place, "'\(field)' must be \(wanted), not \(value.kindName)",
            hint: "write \(wanted)")
    }

    static func wrongParameterKey(_ key: String, at place: SourcePlace?) -> Self {
        Diagnostic(
            .wrongCaseShape, at: place, "'\(key)' does not say whose parameter it is",
            hint: "write RULE.PARAMETER, such as 'cis_tls_version.tls_version'")
    }

    static func wrongRow(_ row: PlacedNode, columns: Int) -> Self {
        Diagnostic(
            .wrongCaseShape, at: row.place, "a row is a list of \(columns) values, one for each column of 'table'",
            hint: "give it \(columns) value\(columns == 1 ? "" : "s")")
    }

    static func unknownColumn(_ name: String, nearest: String, at place: SourcePlace?) -> Self {
        Diagnostic(
            .wrongCaseShape, at: place, "'table' has no column '\(name)'", hint: "did you mean '$\(nearest)'?")
    }

    /// A column that is written as a map's key.
    static func columnIsNoKey(_ key: String, _ cell: PlacedNode, at place: SourcePlace?) -> Self {
        Diagnostic(
            .wrongCaseShape, at: place, "'\(key)' is a key here, and in this row it is \(cell.kindName)",
            hint: "write the row's value as text, in quotes")
    }

    /// `reader: NAME` of a case or of its defaults.
    static func unknownReader(_ name: String, at place: SourcePlace?) -> Self {
        Diagnostic(
            .wrongCaseShape, at: place, "there is no reader '\(name)'",
            hint: Spelling.nearest(to: name, among: ReaderChoice.names).map { "did you mean '\($0)'?" }
                ?? "the readers are \(ReaderChoice.names.joined(separator: ", "))")
    }

    static func nothingToPatch(at place: SourcePlace?) -> Self {
        Diagnostic(
            .noResource, at: place, "there is no resource to change",
            hint: "give the case a 'resource', or put one under 'defaults'")
    }

    static func noResource(_ name: String, at place: SourcePlace?) -> Self {
        Diagnostic(
            .noResource, at: place, "case '\(name)' has no resource",
            hint: "give it a 'resource', 'resources' or a 'document', or put one under 'defaults'")
    }

    static func noSuchPath(_ path: String, at place: SourcePlace?) -> Self {
        Diagnostic(
            .noSuchPath, at: place, "the resource has nothing at '\(path)'",
            hint: "a path reads 'rules[0].remote.cidr_block', from the properties on")
    }

    static func sameCaseName(_ name: String, at place: SourcePlace?, first: SourcePlace?) -> Self {
        Diagnostic(
            .sameCaseName, at: place, "case '\(name)' has the name of another", label: "again here",
            secondary: first.map { [Label($0, "first here")] } ?? [], hint: "say in each name what sets its case apart")
    }

    static func expectsNothing(at place: SourcePlace?) -> Self {
        Diagnostic(
            .expectsNothing, at: place, "this case expects nothing",
            hint: "say what a rule says: 'expect: {RULE: pass}'")
    }

    /// Every message contains the empty one; and nothing stands at, or is called, nothing.
    static func emptyExpectation(_ field: String, at place: SourcePlace?) -> Self {
        Diagnostic(
            .expectsNothing, at: place,
            field == "message"
                ? "an empty 'message' is in every message: it expects nothing" : "an empty '\(field)' names nothing",
            hint: cure(ofExpectation: field))
    }

    static func nullExpectation(_ field: String, at place: SourcePlace?) -> Self {
        Diagnostic(
            .expectsNothing, at: place, "'\(field)' is null: it expects nothing", hint: cure(ofExpectation: field))
    }

    private static func cure(ofExpectation field: String) -> String {
        let wanted =
            switch field {
            case "message": "words that the finding's message has to contain"
            case "at": "where the finding stands, 'this' for the resource itself"
            case "missing": "the path that is missing"
            default: "the id of a resource"
            }
        return "write \(wanted), or leave '\(field)' out"
    }

    static func misspeltKindInCase(_ kind: String, meant: String, of rule: String, at place: SourcePlace) -> Self {
        Diagnostic(
            .expectsNothing, at: place, "'\(rule)' judges no '\(kind)': nothing is expected of it here",
            hint: "did you mean '\(meant)'?")
    }

    static func unknownVerdict(_ text: String, at place: SourcePlace?) -> Self {
        let verdicts = Verdict.allCases.map(\.rawValue)
        let near = Spelling.nearest(to: text, among: verdicts)
        return Diagnostic(
            .unknownVerdict, at: place, "'\(text)' is not a verdict",
            hint: near.map { "did you mean '\($0)'?" } ?? "the verdicts are \(verdicts.joined(separator: ", "))",
            replacement: near)
    }

    static func missingWithoutFinding(_ verdict: Verdict, at place: SourcePlace?) -> Self {
        Diagnostic(
            .expectsNothing, at: place, "nothing is missing where the verdict is \(verdict.rawValue)",
            hint: "leave 'missing' out, or expect 'unknown' or 'fail'")
    }

    package static func unknownRuleInCase(_ name: String, candidates: [String], at place: SourcePlace) -> Self {
        let near = Spelling.nearest(to: name, among: candidates)
        return Diagnostic(
            .unknownRuleInCase, at: place, "no rule of these files is called '\(name)'",
            hint: near.map { "did you mean '\($0)'?" }
                ?? "the rules are \(candidates.prefix(8).joined(separator: ", "))")
    }

    static func unknownResourceInCase(_ id: String, candidates: [String], at place: SourcePlace) -> Self {
        let near = Spelling.nearest(to: id, among: candidates)
        return Diagnostic(
            .unknownRuleInCase, at: place, "no resource of this case has the id '\(id)'",
            hint: near.map { "did you mean '\($0)'?" } ?? "the ids are \(candidates.joined(separator: ", "))")
    }

    static func survivorWithoutReason(at place: SourcePlace?) -> Self {
        Diagnostic(
            .wrongSurvivor, at: place, "the reason is empty",
            hint: "say why no case has to notice the mutant, or write a case that does")
    }

    package static func unknownMutant(_ name: String, of rule: String, candidates: [String], at place: SourcePlace)
        -> Self
    {
        Diagnostic(
            .wrongSurvivor, at: place, "'\(rule)' has no mutant '\(name)'",
            hint: Spelling.nearest(to: name, among: candidates).map { "did you mean '\($0)'?" }
                ?? "'norma test --mutate' prints the mutants that survive; leave out what is no longer one")
    }

    package static func sameSurvivor(at place: SourcePlace, first: SourcePlace) -> Self {
        Diagnostic(
            .wrongSurvivor, at: place, "the mutant is given a reason twice", label: "again here",
            secondary: [Label(first, "first here")], hint: "leave one of them out")
    }

    package static func casesWithoutRules(_ path: String) -> Self {
        Diagnostic(
            .casesWithoutRules, at: nil, "no case file stands at or below '\(path)'",
            hint: "cases stand beside a rule, in a file that ends in '.cases.yaml'")
    }
}
