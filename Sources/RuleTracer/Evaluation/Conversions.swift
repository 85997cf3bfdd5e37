import ResourceDocuments
import RuleChecker

extension TracedValue {
    /// Text read as what it spells, a list element by element, a value that has the kind as it is.
    func converted(to conversion: Conversion) -> TracedValue {
        if let unknown { return .unknown(unknown.unnamed, origin) }
        if let list {
            return .derivedList(list.map { $0.converted(to: conversion) }, origin)
        }
        if kind == conversion.kind { return self }
        guard let text else { return .unknown(wrongType(wanted: conversion.kind.words), origin) }
        guard let content = Self.read(text, as: conversion) else {
            return .unknown(badData(wanted: conversion.words), origin)
        }
        return TracedValue(content, origin)
    }

    /// Whether this is text that spells such a value.
    func reads(as conversion: Conversion) -> Bool {
        text.map { Self.read($0, as: conversion) != nil } ?? false
    }

    private static func read(_ text: String, as conversion: Conversion) -> Content? {
        switch conversion {
        case .address: AddressRange(text).map(Content.address)
        case .instant: Instant(text).map(Content.instant)
        case .span: TimeSpan(text).map(Content.span)
        case .version: VersionNumber(text).map(Content.version)
        case .quantity: Quantity.parse(text).map(Content.number)
        case .number: ExactNumber(text).map(Content.number)
        case .pattern: (try? Pattern(text, caseInsensitive: false)).map(Content.pattern)
        }
    }
}

extension Conversion {
    /// The kind of the values that it gives.
    fileprivate var kind: ValueKind {
        switch self {
        case .address: .address
        case .instant: .instant
        case .span: .span
        case .version: .version
        case .quantity, .number: .number
        case .pattern: .pattern
        }
    }

    /// What the text should have been.
    fileprivate var words: String {
        switch self {
        case .address: "an IP address, block or range"
        case .instant: "a timestamp"
        case .span: "a duration"
        case .version: "a version"
        case .quantity: "a quantity"
        case .number: "a number"
        case .pattern: "a regular expression"
        }
    }
}
