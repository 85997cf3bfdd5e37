import ResourceDocuments
import RuleChecker

/// What a finding rests on: where one clause finds several things wrong, its place and its words are those of the first.
extension FindingBuilder {
    /// Few clauses look at more.
    private static let maximumDeciding = 64

    /// What decides, each once and in order; empty where that is the finding's place alone. O(reasons)
    ///
    /// - Parameter place: the finding's, and what is missing there.
    func deciding(in reason: Reason, besides place: ResourcePath, missing: ResourcePath?) -> [String] {
        var parts: [DecidingPart] = []
        gather(reason, into: &parts)
        let own = DecidingPart.path(missing ?? place)
        if parts.allSatisfy({ $0 == own }) { return [] }
        var seen: Set<String> = []
        let shapes = parts.map(\.shape).filter { seen.insert($0).inserted }.prefix(Self.maximumDeciding)
        return shapes.count == 1 && shapes.first == own.shape ? [] : Array(shapes)
    }

    private func gather(_ reason: Reason, into parts: inout [DecidingPart]) {
        switch reason {
        case .test(let test): parts.append(part(of: test))
        case .count(let count):
            parts.append(count.list.map(DecidingPart.init) ?? .words(RuleText.line(count.quantified.headPlace)))
        case .unknown(let unknown):
            parts.append(
                part(of: unknown.root) ?? unknown.test.map(part) ?? .words(unknown.place.map(RuleText.line) ?? ""))
        case .each(let reasons), .together(let reasons):
            for reason in reasons { gather(reason, into: &parts) }
        }
    }

    private func part(of test: DecidingTest) -> DecidingPart {
        let subject = test.subject
        if let unknown = subject.asValue.unknown {
            return unknown.roots.first.flatMap(part) ?? .words(ruleWords.words(of: test.test).subject)
        }
        return subject.origin.location.map(DecidingPart.init) ?? .words(ruleWords.words(of: test.test).subject)
    }

    private func part(of root: UnknownRoot) -> DecidingPart? {
        (root.wantedLocation ?? root.location).map(DecidingPart.init)
    }
}

/// One thing that a finding rests on.
private enum DecidingPart: Equatable {
    case path(ResourcePath)
    /// Of a kind of other resources.
    case other(String, ResourcePath)
    /// A value that stands nowhere, by what the rule calls it.
    case words(String)

    init(_ location: Location) {
        self =
            location.resource.isTested ? .path(location.path) : .other(location.resource.resource.kind, location.path)
    }

    var shape: String {
        switch self {
        case .path(let path): path.shape
        case .other(let kind, let path): "\(kind) \(path.shape)"
        case .words(let words): words
        }
    }
}

extension ResourcePath {
    /// As the path is written, without positions in lists: elements move.
    package var shape: String { Self.shape(of: description) }

    /// The same of a path as a report has it. O(text)
    package static func shape(of text: String) -> String {
        if !text.utf8.contains(UInt8(ascii: "[")) { return text }
        var shape: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            shape.append(byte)
            let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
            guard byte == UInt8(ascii: "["), !digits.isEmpty, rest[digits.endIndex...].first == UInt8(ascii: "]") else {
                continue
            }
            shape.append(UInt8(ascii: "*"))
            rest = rest[digits.endIndex...]
        }
        return String(decoding: shape, as: UTF8.self)
    }
}
