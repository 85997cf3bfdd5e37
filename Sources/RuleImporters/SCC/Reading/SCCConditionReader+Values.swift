import ResourceDocuments
import ResourceReaders
import SourceText

extension SCCConditionReader {
    /// What the condition compares with; nil, and a diagnostic, where that is not what its operator wants.
    mutating func operand(_ comparison: SCCOperator, _ record: Record) -> SCCOperand? {
        let value = record["value"]
        if comparison.operandForm == .nothing {
            // Clients that always send the field send it empty.
            if let value, !comparison.isRepeated(by: value.node) {
                diagnostics.report(.sccValueNotWanted(comparison, at: value.place))
                return nil
            }
            return .nothing
        }
        guard let value else {
            // A field that was reported as unknown may well be the value.
            if record.map.members.contains(where: { !Self.testFields.contains($0.key) }) { return nil }
            diagnostics.report(.sccValueMissing(comparison, at: record.start))
            return nil
        }
        guard let written = SCCValueText.texts(value.node, asList: comparison.readsLists) else {
            diagnostics.report(RecordFaults.scc.shape(value, of: "value", wanted: "text, a number or a list of them"))
            return nil
        }
        guard !written.isEmpty else {
            diagnostics.report(.sccEmptyList("value", at: value.place))
            return nil
        }
        if let only = written.first, written.count == 1, let reference = SCCReference(only) {
            switch reference {
            case .parameter(let name, isBare: true) where !parameters.contains { $0.name == name }: break
            case .parameter(let name, _): return parameter(name, comparison, value)
            case .property(let name, let path):
                guard references.contains(name), path.allSatisfy(Self.isPropertyName) else {
                    diagnostics.report(.sccUnknownReference(name, known: references, at: value.place))
                    return nil
                }
                return .property(reference: name, path: path)
            }
        }
        if let mixed = written.first(where: { $0.contains("${") }) {
            diagnostics.report(.sccReferenceInText(mixed, at: value.place))
            return nil
        }
        return literal(written, comparison, value)
    }

    private mutating func literal(
        _ written: [String], _ comparison: SCCOperator, _ value: PlacedNode
    ) -> SCCOperand? {
        switch comparison.operandForm {
        case .nothing: return .nothing
        case .texts, .textList: return .texts(written)
        case .addresses:
            let texts = written.map(SCCValueText.trimmed)
            if let bad = texts.first(where: { AddressRange($0) == nil }) {
                diagnostics.report(
                    .sccWrongValue(comparison, bad, wanted: "an IP address or a CIDR block", at: value.place))
                return nil
            }
            return .texts(texts)
        case .numbers, .number:
            var numbers: [String] = []
            for text in written.map(SCCValueText.trimmed) {
                guard let number = ExactNumber(text) else {
                    diagnostics.report(.sccWrongValue(comparison, text, wanted: "a number", at: value.place))
                    return nil
                }
                if comparison == .daysLessThan, TimeSpan(days: number) == nil {
                    diagnostics.report(
                        .sccWrongValue(
                            comparison, text, wanted: "a number of days, at most 106751",
                            at: value.place))
                    return nil
                }
                numbers.append(number.description)
            }
            if comparison.operandForm == .number, numbers.count > 1 {
                diagnostics.report(
                    .sccWrongValue(comparison, numbers.joined(separator: ", "), wanted: "one number", at: value.place))
                return nil
            }
            return .numbers(numbers)
        }
    }

    private mutating func parameter(
        _ name: String, _ comparison: SCCOperator, _ value: PlacedNode
    ) -> SCCOperand? {
        if let declared = parameters.first(where: { $0.name == name }) {
            guard declared.type.fits(comparison) else {
                diagnostics.report(.sccParameterType(name, declared.type, comparison, at: value.place))
                return nil
            }
            return .parameter(name)
        }
        guard RuleName.isFree(name) else {
            diagnostics.report(.sccBadParameterName(name, at: value.place))
            return nil
        }
        let type = SCCParameter.ValueType.usual(for: comparison)
        diagnostics.report(.sccUndeclaredParameter(name, type: type, at: value.place))
        parameters.append(SCCParameter(name: name, displayName: nil, description: nil, type: type))
        return .parameter(name)
    }
}

extension SCCOperator {
    /// Whether a value that is not wanted says nothing but what the operator says already.
    fileprivate func isRepeated(by value: DocumentNode) -> Bool {
        if value.string == "" { return true }
        switch self {
        case .isTrue: return value.bool == true || value.string == "true"
        case .isFalse: return value.bool == false || value.string == "false"
        case .isEmpty, .isNotEmpty, .stringEquals, .stringNotEquals, .stringMatch, .stringNotMatch, .stringContains,
            .stringNotContains, .stringsInList, .stringsAllowed, .stringsRequired, .addressesInRange, .addressesEqual,
            .addressesNotEqual, .numberEquals, .numberNotEquals, .numberLessThan, .numberLessThanOrEquals,
            .numberGreaterThan, .numberGreaterThanOrEquals, .daysLessThan:
            return false
        }
    }

    /// Whether text in brackets is a list: for what matches parts of text it may as well be that text.
    fileprivate var readsLists: Bool {
        switch self {
        case .stringMatch, .stringNotMatch, .stringContains, .stringNotContains: false
        case .isEmpty, .isNotEmpty, .isTrue, .isFalse, .stringEquals, .stringNotEquals, .stringsInList, .stringsAllowed,
            .stringsRequired, .addressesInRange, .addressesEqual, .addressesNotEqual, .numberEquals, .numberNotEquals,
            .numberLessThan, .numberLessThanOrEquals, .numberGreaterThan, .numberGreaterThanOrEquals, .daysLessThan:
            true
        }
    }
}

extension SCCParameter.ValueType {
    /// The type that a parameter has which is compared so.
    static func usual(for comparison: SCCOperator) -> Self {
        switch comparison.operandForm {
        case .nothing, .texts: .string
        case .textList: .stringList
        case .addresses: .ipList
        case .numbers, .number: .numeric
        }
    }

    /// Whether Norma can compare so with a parameter of this type.
    func fits(_ comparison: SCCOperator) -> Bool {
        switch (comparison.operandForm, self) {
        case (.texts, .stringList): !comparison.isWildcard
        case (.texts, .string), (.texts, .general), (.texts, .numeric), (.texts, .boolean): true
        case (.textList, .string), (.textList, .general), (.textList, .stringList): true
        case (.addresses, .string), (.addresses, .general), (.addresses, .stringList), (.addresses, .ipList): true
        case (.numbers, .numeric), (.numbers, .string), (.numbers, .general): true
        case (.number, .numeric), (.number, .string), (.number, .general): true
        case (.nothing, _), (.texts, _), (.textList, _), (.addresses, _), (.numbers, _), (.number, _): false
        }
    }
}

extension SCCOperator {
    /// Compares with a pattern in which `*` and `?` stand for other characters.
    var isWildcard: Bool { self == .stringMatch || self == .stringNotMatch }
}
