import SourceText

/// Where something stands in a run: two at one place are told in the order they were found.
private struct TextOrder: Comparable {
    let module: Int
    let start: Int

    static func < (left: TextOrder, right: TextOrder) -> Bool {
        (left.module, left.start) < (right.module, right.start)
    }
}

/// What a check found of some of the modules of a run.
struct CheckedPart: Sendable {
    struct Located: Sendable {
        let module: Int
        let diagnostic: Diagnostic

        /// In the order of the modules, then of the text.
        fileprivate var place: TextOrder {
            TextOrder(module: module, start: diagnostic.primary?.place.span.start ?? 0)
        }
    }

    var rules: [(module: Int, rule: CheckedRule)] = []
    var diagnostics: [Located] = []
    /// What is said of defines as all their callers use them; empty where a caller may be unseen.
    var ofCalledDefines: [Located] = []
    /// The first call of a define that calls too deep, whether or not there are more.
    var deepCall: Located?
    /// Whether none of its defines has an error.
    var isWhole = true

    /// Of parts that do not call one another, as one check of all modules would find it.
    static func joined(_ parts: [CheckedPart]) -> (rules: [CheckedRule], diagnostics: [Diagnostic]) {
        let rules = parts.flatMap(\.rules).enumerated().sorted {
            ($0.element.module, $0.offset) < ($1.element.module, $1.offset)
        }
        let ofCalls = parts.allSatisfy(\.isWhole) ? parts.flatMap(\.ofCalledDefines) : []
        let deepCall = parts.compactMap(\.deepCall).min { $0.place < $1.place }.map { [$0] } ?? []
        return (rules.map(\.element.rule), sorted(parts.flatMap(\.diagnostics) + deepCall + ofCalls))
    }

    private static func sorted(_ found: [Located]) -> [Diagnostic] {
        found.enumerated().sorted { ($0.element.place, $0.offset) < ($1.element.place, $1.offset) }
            .map(\.element.diagnostic)
    }
}
