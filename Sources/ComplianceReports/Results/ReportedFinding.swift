import Compliance
import ResourceDocuments
import SourceText

/// Why a result is what it is, as a report tells it: read from the JSON that `EvidenceJSON` writes and history keeps.
package struct ReportedFinding: Hashable, Sendable {
    /// `fail` or `unknown`
    package let verdict: String
    package let message: String
    package let explanation: String
    package let causes: [String]
    /// Where in the resource's properties.
    package let path: String
    /// What was looked for and is not there.
    package let missing: String?
    /// The clause's number in the rule; nil for the conditions under which the rule applies.
    package let clause: Int?
    /// What tells the clause from the others of its rule; nil of what was recorded before that was.
    package let clauseDigest: String?
    /// What tells the element of a list that it stands in; nil outside of lists.
    package let elementDigest: String?
    /// Whether the element is told at all: not in what was recorded before that was.
    let tellsElement: Bool
    /// What decides beside its place; nil of what was recorded before that was.
    let deciding: DecidingParts?
    package let place: ReportedPlace?
    /// Of the clause in the rule's file; nil of what was recorded before that was.
    package let clausePlace: ReportedPlace?
    package let tests: [Test]
    package let parameters: [Parameter]
    package let related: [Relation]
    /// nil where none decides, and of what was recorded before that was.
    let others: OtherDigests?
    /// The lines of both texts; empty of what was recorded before history kept them.
    package let excerpts: [ReportedExcerpt]

    package struct Test: Hashable, Sendable {
        package let subject: String
        package let actual: String
        package let expected: String
        package let place: ReportedPlace?
    }

    package struct Parameter: Hashable, Sendable {
        package let name: String
        /// As somebody wrote it who wrote a quantity or a span of time, else as JSON.
        package let value: String
        /// `default`, `profile`, `attachment` or `case`
        package let origin: String
        package let setBy: String?
        package let place: ReportedPlace?
    }

    /// A place in another resource.
    package struct Relation: Hashable, Sendable {
        package let resource: String
        package let kind: String
        package let label: String
        package let place: ReportedPlace?
    }

    /// It fails, and is not only unknown.
    var isFailure: Bool { verdict == Verdict.fail.rawValue }

    /// The message, and the explanation behind it where that says more.
    package var text: String { explanation.isEmpty || explanation == message ? message : "\(message): \(explanation)" }
}

/// A place in a file, counted from 1 in Unicode scalars; the end stands behind the last one.
package struct ReportedPlace: Hashable, Sendable, CustomStringConvertible {
    package let file: String
    package let line: Int
    package let column: Int
    package let endLine: Int
    package let endColumn: Int

    package var description: String { "\(file):\(line):\(column)" }
}

extension ReportedFinding {
    /// The findings that stand in one result's JSON; what is not of the form is left out.
    static func read(_ json: String) -> [ReportedFinding] {
        let source = SourceFile(name: "", text: json)
        guard let document = try? JSONParser.document(source, keys: KeyTable()) else { return [] }
        return document.root.elements.map { ReportedFinding($0) }
    }

    init(_ node: DocumentNode) {
        verdict = node.text("verdict")
        message = node.text("message")
        explanation = node.text("explanation")
        causes = node.nodes("causes").compactMap(\.string)
        path = node.text("path")
        missing = node["missing"]?.string
        clause = node.integer("clause")
        clauseDigest = node["clause_digest"]?.string
        elementDigest = node["element_digest"]?.string
        tellsElement = node["element_digest"] != nil
        deciding = DecidingParts(node)
        place = ReportedPlace(node["place"])
        clausePlace = ReportedPlace(node["clause_place"])
        tests = node.nodes("tests").map { test in
            Test(
                subject: test.text("subject"), actual: test.text("actual"), expected: test.text("expected"),
                place: ReportedPlace(test["place"]))
        }
        parameters = node.nodes("parameters").map { parameter in
            var value = JSONWriter(layout: .oneLine)
            if let node = parameter["value"]?.value { value.value(node) } else { value.null() }
            return Parameter(
                name: parameter.text("name"), value: parameter["written"]?.string ?? value.text,
                origin: parameter.text("origin"),
                setBy: parameter["set_by"]?.string, place: ReportedPlace(parameter["place"]))
        }
        related = node.nodes("related").map { relation in
            Relation(
                resource: relation.text("resource"), kind: relation.text("kind"), label: relation.text("label"),
                place: ReportedPlace(relation["place"]))
        }
        others = OtherDigests(node["others"])
        excerpts = node.nodes("excerpts").compactMap { ReportedExcerpt($0) }
    }
}

extension ReportedPlace {
    fileprivate init?(_ node: DocumentNode?) {
        guard let node, let file = node["file"]?.string, let line = node.integer("line"),
            let column = node.integer("column")
        else { return nil }
        self.init(
            file: file, line: line, column: column, endLine: node.integer("end_line") ?? line,
            endColumn: node.integer("end_column") ?? column)
    }
}

extension DocumentNode {
    func text(_ key: String) -> String { self[key]?.string ?? "" }
    func nodes(_ key: String) -> [DocumentNode] { self[key]?.elements ?? [] }
    func integer(_ key: String) -> Int? { self[key]?.numberText.flatMap { Int($0) } }
}
