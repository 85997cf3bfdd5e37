import ResourceDocuments
import RuleChecker
import SourceText

/// One thing that decides a condition: what a finding is made of.
struct Evidence: Sendable {
    /// Where in the resource under test: the innermost deciding element, or where data is missing. nil where no element has a place.
    var place: EvidencePlace?
    var reason: Reason
    /// The rule's frame at that moment, in which a message is evaluated.
    var frame: Frame
    /// Of a quantifier that is asked for its elements, which it is of.
    var element: Int?
    /// Those that decide and have no place, told here or not.
    var others = OtherElements.none
}

/// What tells one finding of a clause from another.
struct EvidencePlace: Hashable, Sendable {
    /// The value, or the nearest one around what is missing.
    var path: ResourcePath
    /// The first step that leads nowhere; nil where the value is there.
    var missing: DocumentPath.Step?
    /// A list as a whole, which has too few elements that count.
    var isList = false
}

/// Why a condition is what it is.
indirect enum Reason: Sendable {
    case test(DecidingTest)
    case count(DecidingCount)
    case unknown(DecidingUnknown)
    /// Each of them alone decides: all have to change.
    case each([Reason])
    /// They decide together: it is enough that one changes.
    case together([Reason])
}

/// A test with the answer it gave, and the frame to ask it again in.
struct DecidingTest: Sendable {
    /// Tells it from all others of the trace.
    let number: Int
    var test: CheckedTest
    /// What it was asked of.
    let subject: TracedValue
    var truth: Truth
    /// Whether it is so because a list is empty: one whose elements it is asked of, or held against. Known where somebody wants to be told.
    var asksNothing: Bool
    var frame: Frame
    /// The calls of the defines that it stands in, from the inside out.
    var calls: [SourcePlace] = []
    /// Of another resource, what ties that to this one.
    var ties: [DecidingTest] = []
    /// The `let`s whose elements it was asked of, from the inside out.
    var lists: [Slot] = []
}

/// A quantifier that is decided by how many elements count.
struct DecidingCount: Sendable {
    var quantified: CheckedQuantified
    var truth: Truth
    /// Elements of which it is true, those that its `where` keeps, those of them of which nothing is asked, and all elements. Of which
    /// nothing is asked is known where somebody wants to be told.
    var hits: Int
    var kept: Int
    /// Those of them of which it is not known whether the `where` keeps them.
    var openlyKept: Int
    var idle: Int
    var total: Int
    /// The list that it ranges over, where that has a place.
    var list: Location?
    /// What the rule calls it, where it is made from the list that stands there: that has other elements.
    var derivedList: CheckedExpression?
    /// What is missing, where the list only stands in for it.
    var gap: Gap?
    /// Of elements that its `where` keeps, what made them count or not; few.
    var examples: [Reason]
    /// Of other resources that are too few, what made them count; few.
    var tooFew: [Reason]
    /// The frame that the quantifier stands in.
    var frame: Frame
    var calls: [SourcePlace] = []
}

/// Where something that leaves a condition open became so.
struct DecidingUnknown: Sendable {
    var root: UnknownRoot
    var causes: UnknownCauses
    /// The test that met it; nil for a source whose elements nobody knows.
    var test: DecidingTest?
    /// The rule's words, where there is no test.
    var place: SourcePlace?
    var calls: [SourcePlace] = []
}

extension Reason {
    /// What is not known.
    var unknowns: [DecidingUnknown] {
        switch self {
        case .unknown(let unknown): [unknown]
        case .test, .count: []
        case .each(let reasons), .together(let reasons): reasons.flatMap(\.unknowns)
        }
    }

    var roots: [UnknownRoot] { unknowns.map(\.root) }

    /// Reasons each of which decides alone.
    var alternatives: [Reason] { if case .each(let reasons) = self { reasons.flatMap(\.alternatives) } else { [self] } }

    /// All of them alone.
    static func each(_ evidence: [Evidence]) -> Reason {
        evidence.count == 1 ? evidence[0].reason : .each(evidence.map(\.reason))
    }

    /// Reasons that decide together; those that already do are taken apart.
    static func all(_ reasons: [Reason]) -> Reason {
        .together(reasons.flatMap { if case .together(let parts) = $0 { parts } else { [$0] } })
    }

    /// The tests in it that hold an element against something else of a document.
    func ties(on variable: Slot) -> [DecidingTest] {
        switch self {
        case .test(let test): test.calls.isEmpty && test.test.ties(variable) ? [test] : []
        case .each(let reasons), .together(let reasons): reasons.flatMap { $0.ties(on: variable) }
        case .count, .unknown: []
        }
    }

    /// The same of an element that is another resource.
    func tied(by ties: [DecidingTest]) -> Reason {
        switch self {
        case .test(var test):
            test.ties += ties
            return .test(test)
        case .each(let reasons): return .each(reasons.map { $0.tied(by: ties) })
        case .together(let reasons): return .together(reasons.map { $0.tied(by: ties) })
        case .count, .unknown: return self
        }
    }

    /// The same of an element of what `let`s stand for.
    func found(in lists: [Slot]) -> Reason {
        switch self {
        case .test(var test):
            if test.calls.isEmpty { test.lists += lists }
            return .test(test)
        case .each(let reasons): return .each(reasons.map { $0.found(in: lists) })
        case .together(let reasons): return .together(reasons.map { $0.found(in: lists) })
        case .count, .unknown: return self
        }
    }

    /// The same, seen from outside a define's call.
    func called(at place: SourcePlace) -> Reason {
        switch self {
        case .test(var test):
            test.calls.append(place)
            return .test(test)
        case .count(var count):
            count.calls.append(place)
            return .count(count)
        case .unknown(var unknown):
            unknown.calls.append(place)
            unknown.test?.calls.append(place)
            return .unknown(unknown)
        case .each(let reasons): return .each(reasons.map { $0.called(at: place) })
        case .together(let reasons): return .together(reasons.map { $0.called(at: place) })
        }
    }
}

extension [Evidence] {
    /// Each place once, with all reasons found there, but of what is missing there the first alone: the others only follow.
    /// The frame is that of the first.
    var joined: [Evidence] {
        guard count > 1 else { return self }
        var result: [Evidence] = []
        var positions: [EvidencePlace?: Int] = [:]
        for evidence in self {
            if let position = positions[evidence.place] {
                result[position].others = result[position].others + evidence.others
                if !evidence.reason.roots.isEmpty { continue }
                result[position].reason = .each([result[position].reason, evidence.reason])
            } else {
                positions[evidence.place] = result.count
                result.append(evidence)
            }
        }
        return result
    }

    /// Each place once, as the first binding reached it. Elements without a place are one, with the reasons of the first few.
    ///
    /// - Parameter met: all of those.
    func firstOfEachPlace(_ met: MetElements = MetElements()) -> [Evidence] {
        var seen: Set<EvidencePlace> = []
        let placed = filter { evidence in evidence.place.map { seen.insert($0).inserted } ?? false }
        let placeless = filter { $0.place == nil }.prefix(3)
        guard let first = placeless.first else { return placed }
        let reason = placeless.count == 1 ? first.reason : Reason.each(placeless.map(\.reason))
        let told = Set(placeless.compactMap(\.element)).count
        let others = placeless.reduce(OtherElements(met, told: told)) { $0 + $1.others }
        return [Evidence(place: nil, reason: reason, frame: first.frame, others: others)] + placed
    }

    /// Of parts that decide together: each place once, with what each part has there, and of a part that has nothing there all of it. To tell of
    /// a place alone would say that every place has to change.
    static func together(_ parts: [[Evidence]]) -> [Evidence] {
        let parts = parts.filter { !$0.isEmpty }
        guard parts.count > 1, let first = parts.first?.first else { return parts.first ?? [] }
        let wholes = parts.map { Reason.each($0) }
        var places: [(first: Evidence, parts: [Int: [Evidence]])] = []
        var positions: [EvidencePlace: Int] = [:]
        for (part, found) in parts.enumerated() {
            for evidence in found {
                guard let place = evidence.place else { continue }
                if positions[place] == nil {
                    positions[place] = places.count
                    places.append((evidence, [:]))
                }
                positions[place].map { places[$0].parts[part, default: []].append(evidence) }
            }
        }
        let others = parts.joined().reduce(OtherElements.none) { $0 + $1.others }
        if places.isEmpty {
            return [Evidence(place: nil, reason: .all(wholes), frame: first.frame, others: others)]
        }
        return places.map { found in
            let reasons = wholes.enumerated().map { part, whole in found.parts[part].map { Reason.each($0) } ?? whole }
            return Evidence(
                place: found.first.place, reason: .all(reasons), frame: found.first.frame, others: others)
        }
    }

    /// Gives what has no place yet that of the element it was found in, if the element has one.
    func placed(at element: TracedValue) -> [Evidence] {
        guard let location = element.origin.location, location.resource.isTested else { return self }
        let place = EvidencePlace(path: location.path)
        return map { evidence in
            // A list inside the element is the better place; one outside of it says nothing of this element.
            if let inner = evidence.place, !inner.isList || inner.path.isInside(place.path) { return evidence }
            var evidence = evidence
            evidence.place = place
            return evidence
        }.joined
    }
}
