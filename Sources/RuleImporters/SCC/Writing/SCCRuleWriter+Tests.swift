import SourceText

/// How each operator is said.
///
/// What is absent is unknown, as everywhere in Norma, but for `is_empty` and `is_not_empty`, which SCC documents to answer
/// for it.
extension SCCRuleWriter {
    func phrase(_ test: SCCTest, _ names: SCCNames) -> SCCPhrase {
        let path = names.path(test.property)
        switch test.comparison {
        case .isEmpty: return SCCPhrase("\(path) is absent or \(path) is empty", .joined)
        case .isNotEmpty: return SCCPhrase("\(path) is present and \(path) is not empty", .joined)
        case .isTrue: return SCCPhrase("\(path) is true")
        case .isFalse: return SCCPhrase("\(path) is false")
        case .stringEquals: return SCCPhrase("\(path) is \(equal(test, names))")
        case .stringNotEquals: return SCCPhrase("\(path) is not \(equal(test, names))")
        case .numberEquals: return SCCPhrase("\(path) is \(equal(test, names))")
        case .numberNotEquals: return SCCPhrase("\(path) is not \(equal(test, names))")
        case .stringMatch: return SCCPhrase("\(path) is like \(pattern(test, names))")
        case .stringNotMatch: return SCCPhrase("\(path) is not like \(pattern(test, names))")
        case .stringContains: return SCCPhrase("\(path) contains \(anyOf(test, names))")
        case .stringNotContains: return SCCPhrase("\(path) does not contain \(anyOf(test, names))")
        case .stringsInList, .stringsAllowed:
            let element = names.unused(test.property.first == "value" ? ["element"] : ["value"])
            return SCCPhrase("every \(element) in list(\(path)) is one of \(list(test, names))", .quantified)
        case .stringsRequired:
            if case .texts(let texts) = test.operand, texts.count == 1 {
                return SCCPhrase("list(\(path)) contains \(Self.quoted(texts[0]))")
            }
            return SCCPhrase("list(\(path)) contains all of \(list(test, names))")
        case .addressesInRange: return SCCPhrase("\(path) is within \(addresses(test, names))")
        case .addressesEqual: return SCCPhrase("list(\(path)) is \(addressSet(test, names))")
        case .addressesNotEqual: return SCCPhrase("list(\(path)) is not \(addressSet(test, names))")
        case .numberLessThan: return SCCPhrase("\(path) is less than \(number(test, names))")
        case .numberLessThanOrEquals: return SCCPhrase("\(path) is at most \(number(test, names))")
        case .numberGreaterThan: return SCCPhrase("\(path) is more than \(number(test, names))")
        case .numberGreaterThanOrEquals: return SCCPhrase("\(path) is at least \(number(test, names))")
        case .daysLessThan:
            let number = number(test, names)
            return SCCPhrase(
                """
                (\(path) is a numeric and \(path) is less than \(number)) \
                or (\(path) is not a numeric and \(path) is newer than \(days(number)))
                """, .joined)
        }
    }

    // MARK: Operands

    static func quoted(_ text: String) -> String { JSONText.quoted(text) }

    private func list(_ texts: [String]) -> String { "[\(texts.joined(separator: ", "))]" }

    /// What stands behind `is`: a value, or `one of` several.
    private func equal(_ test: SCCTest, _ names: SCCNames) -> String {
        switch test.operand {
        case .nothing: "\"\""
        case .texts(let texts): texts.count == 1 ? texts.map(Self.quoted)[0] : "one of \(list(texts.map(Self.quoted)))"
        case .numbers(let numbers): numbers.count == 1 ? numbers[0] : "one of \(list(numbers))"
        case .parameter(let name) where names.types[name] == .stringList: "one of \(name)"
        case .parameter(let name):
            test.comparison.operandForm == .numbers ? numeric(name, names) : textual(name, names)
        case .property(let reference, let path):
            test.comparison.operandForm == .numbers
                ? "number(\(names.path(of: reference, path)))" : names.path(of: reference, path)
        }
    }

    /// A parameter as text.
    private func textual(_ name: String, _ names: SCCNames) -> String {
        names.types[name] == .string ? name : "text(\(name))"
    }

    /// A parameter as a number.
    private func numeric(_ name: String, _ names: SCCNames) -> String {
        names.types[name] == .numeric ? name : "number(\(name))"
    }

    private func pattern(_ test: SCCTest, _ names: SCCNames) -> String {
        switch test.operand {
        case .nothing: "\"\""
        case .texts(let texts), .numbers(let texts): Self.quoted(texts.first ?? "")
        case .parameter(let name): textual(name, names)
        case .property(let reference, let path): names.path(of: reference, path)
        }
    }

    /// What stands behind `contains`: a text, or `any of` several.
    private func anyOf(_ test: SCCTest, _ names: SCCNames) -> String {
        switch test.operand {
        case .nothing: "\"\""
        case .texts(let texts), .numbers(let texts):
            texts.count == 1 ? Self.quoted(texts[0]) : "any of \(list(texts.map(Self.quoted)))"
        case .parameter(let name) where names.types[name] == .stringList: "any of \(name)"
        case .parameter(let name): textual(name, names)
        case .property(let reference, let path): names.path(of: reference, path)
        }
    }

    private func list(_ test: SCCTest, _ names: SCCNames) -> String {
        switch test.operand {
        case .nothing: "[]"
        case .texts(let texts), .numbers(let texts): list(texts.map(Self.quoted))
        case .parameter(let name): names.types[name] == .stringList ? name : "list(\(name))"
        case .property(let reference, let path): "list(\(names.path(of: reference, path)))"
        }
    }

    private func addresses(_ test: SCCTest, _ names: SCCNames) -> String {
        switch test.operand {
        case .nothing: "[]"
        case .texts(let texts), .numbers(let texts): list(texts.map(Self.quoted))
        case .parameter(let name): name
        case .property(let reference, let path): names.path(of: reference, path)
        }
    }

    /// A list that is compared as the addresses it covers.
    private func addressSet(_ test: SCCTest, _ names: SCCNames) -> String {
        switch test.operand {
        case .nothing, .texts, .numbers: return "ip(\(addresses(test, names)))"
        case .parameter(let name):
            switch names.types[name] {
            case .ipList: return name
            case .stringList: return "ip(\(name))"
            case .string, .general, .numeric, .boolean, .timestamp, nil: return "ip(list(\(name)))"
            }
        case .property: return "ip(list(\(addresses(test, names))))"
        }
    }

    private func number(_ test: SCCTest, _ names: SCCNames) -> String {
        switch test.operand {
        case .nothing: "0"
        case .texts(let texts), .numbers(let texts): texts.first ?? "0"
        case .parameter(let name): numeric(name, names)
        case .property(let reference, let path): "number(\(names.path(of: reference, path)))"
        }
    }

    private func days(_ number: String) -> String {
        // A longer literal would be more than a duration holds.
        let isLiteral = (1...5).contains(number.count) && number.allSatisfy(\.isWholeNumber)
        return isLiteral ? "\(number)d" : "days(\(number))"
    }
}
