package import ResourceDocuments
package import SourceText

/// Keys that stand twice in a map of JSON. Parsers differ in which of the two they take (RFC 8259, 4), so nobody can say
/// what a document means that a reader takes apart by its keys.
package enum DuplicateKeys {
    /// Each key that stands again, where it does, up to a few. O(words) of a document without any, else O(text).
    package static func faults(in document: Document) -> [Diagnostic] {
        guard document.medium == .json, document.hasDuplicateKeys else { return [] }
        var faults: [Diagnostic] = []
        collect(DocumentCursor(document), into: &faults)
        return faults
    }

    private static let most = 10

    private static func collect(_ value: DocumentCursor, into faults: inout [Diagnostic]) {
        guard faults.count < most else { return }
        switch value.kind {
        case .list:
            for element in value.elements { collect(element, into: &faults) }
        case .map:
            var first: [String: DocumentCursor] = [:]
            for (key, member) in value.members {
                if let earlier = first[key] {
                    if faults.count < most { faults.append(fault(key, again: member, first: earlier)) }
                } else {
                    first[key] = member
                }
                collect(member, into: &faults)
            }
        case .null, .boolean, .number, .string, .undetermined: break
        }
    }

    private static func fault(_ key: String, again: DocumentCursor, first: DocumentCursor) -> Diagnostic {
        func place(_ member: DocumentCursor) -> SourcePlace? {
            member.keySpan.map { SourcePlace(member.document.source, $0) }
        }
        return Diagnostic(
            FormatDiagnostics.repeatedKey, at: place(again), "the key '\(key)' occurs twice in this map",
            secondary: place(first).map { [Diagnostic.Label($0, "first here")] } ?? [],
            hint: "remove or rename one of them: which of the two counts, programs do not agree on")
    }
}
