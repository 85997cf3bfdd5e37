import ResourceDocuments
package import SourceText

/// A map with fields of known names, read one by one. What is wrong is reported with its place, and the rest is
/// still read.
package struct Record: Sendable {
    package let map: PlacedNode
    /// What a message calls the record: `control '6.1.1'`, `the attachment`.
    package var subject: String
    package let faults: RecordFaults

    /// nil, and a diagnostic, where the value is not a map.
    package init?(
        _ value: PlacedNode, subject: String, faults: RecordFaults, into diagnostics: inout Diagnostics
    ) {
        guard value.node.kind == .map else {
            diagnostics.report(
                Diagnostic(
                    faults.wrongShape, at: value.place, "\(subject) must be a map, not \(value.kindName)",
                    hint: "write a map of its fields"))
            return nil
        }
        map = value
        self.subject = subject
        self.faults = faults
    }

    /// The record's first line, rather than all of it.
    package var start: SourcePlace? {
        guard let place = map.place else { return nil }
        let line = place.file.span(ofLine: place.file.line(at: place.span.start))
        return SourcePlace(place.file, SourceSpan(place.span.start, min(place.span.end, line.end)))
    }

    /// Reports every field that is not one of `known` or `ignored`, and every field that stands twice.
    package func allow(
        _ known: [String], ignoring ignored: Set<String> = [], into diagnostics: inout Diagnostics
    ) {
        // As it nearly always is.
        if !map.node.hasDuplicateKeys,
            map.node.entries.allSatisfy({ known.contains($0.key) || ignored.contains($0.key) })
        {
            return
        }
        var seen: Set<String> = []
        for (key, value) in map.members {
            if !seen.insert(key).inserted {
                diagnostics.report(faults.twice(key, of: self, at: value.keyPlace))
            } else if !known.contains(key), !ignored.contains(key) {
                diagnostics.report(faults.unknown(key, of: self, known: known, at: value.keyPlace))
            }
        }
    }

    /// Reports every field that stands twice: whichever was taken, the author may have meant the other.
    func refuseRepeated(into diagnostics: inout Diagnostics) {
        guard map.node.hasDuplicateKeys else { return }
        var seen: Set<String> = []
        for (key, value) in map.members where !seen.insert(key).inserted {
            diagnostics.report(faults.twice(key, of: self, at: value.keyPlace))
        }
    }

    /// The field's value, or nil where it is absent or null.
    package subscript(field: String) -> PlacedNode? { map[field] }

    /// Silent where a misspelling of the field has been reported.
    package func reportMissing(_ field: String, into diagnostics: inout Diagnostics) {
        let isMisspelt = diagnostics.all.contains { diagnostic in
            diagnostic.kind == faults.unknownField && diagnostic.replacement == field
                && map.members.contains { $0.value.keyPlace == diagnostic.primary?.place }
        }
        if !isMisspelt { diagnostics.report(faults.missing(field, of: self)) }
    }

    /// The text of a field; nil where it is absent, and where it is not text (reported).
    package func text(_ field: String, into diagnostics: inout Diagnostics) -> String? {
        guard let value = self[field] else { return nil }
        guard let text = value.node.string else {
            diagnostics.report(faults.shape(value, of: field, wanted: "text"))
            return nil
        }
        return text
    }

    /// The text of a field that must be there and not be empty.
    package func requiredText(_ field: String, into diagnostics: inout Diagnostics) -> String? {
        guard let value = self[field] else {
            reportMissing(field, into: &diagnostics)
            return nil
        }
        guard let text = text(field, into: &diagnostics) else { return nil }
        guard !text.isEmpty else {
            diagnostics.report(faults.empty(value, of: field))
            return nil
        }
        return text
    }

    /// The text of a field, or a number as it was written: versions are written both ways, and `1.10` is not `1.1`.
    package func label(_ field: String, into diagnostics: inout Diagnostics) -> String? {
        if let number = self[field]?.node.numberText { return number }
        return text(field, into: &diagnostics)
    }

    package func flag(_ field: String, into diagnostics: inout Diagnostics) -> Bool? {
        guard let value = self[field] else { return nil }
        guard let flag = value.node.bool else {
            diagnostics.report(faults.shape(value, of: field, wanted: "true or false"))
            return nil
        }
        return flag
    }

    /// A list's elements; none where the field is absent, and where it is not a list (reported).
    package func list(_ field: String, into diagnostics: inout Diagnostics) -> [PlacedNode] {
        guard let value = self[field] else { return [] }
        guard value.node.kind == .list else {
            diagnostics.report(faults.shape(value, of: field, wanted: "a list"))
            return []
        }
        return value.elements
    }

    /// A list of text; elements of another shape are reported and left out.
    package func texts(_ field: String, into diagnostics: inout Diagnostics) -> [(text: String, value: PlacedNode)] {
        list(field, into: &diagnostics).compactMap { element in
            guard let text = element.node.string else {
                diagnostics.report(faults.shape(element, of: field, wanted: "a list of text"))
                return nil
            }
            return (text, element)
        }
    }

    /// One of an enumeration's words.
    package func word<Words: RawRepresentable & CaseIterable>(
        _ field: String, as type: Words.Type, into diagnostics: inout Diagnostics
    ) -> Words? where Words.RawValue == String {
        guard let value = self[field] else { return nil }
        guard let text = value.node.string else {
            let words = Words.allCases.map(\.rawValue).joined(separator: ", ")
            diagnostics.report(faults.shape(value, of: field, wanted: "one of \(words)"))
            return nil
        }
        guard let word = Words(rawValue: text) else {
            diagnostics.report(faults.word(value, text, of: field, among: Words.allCases.map(\.rawValue)))
            return nil
        }
        return word
    }
}
