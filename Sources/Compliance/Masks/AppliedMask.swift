package import ResourceDocuments
import SourceText

/// What sets a result of a scan aside: a mask that somebody entered, one that the resource's own document asks for, or an
/// exclusion of a subscope.
package enum AppliedMask: Hashable, Sendable {
    case entered(Mask)
    case asked(Suppression)
    /// The result is not shown at all.
    case hidden(HidingPart)

    package var isHidden: Bool { if case .hidden = self { true } else { false } }

    package var justification: String? {
        switch self {
        case .entered(let mask): mask.justification
        case .asked(let suppression): suppression.reason
        case .hidden: nil
        }
    }

    /// What it lies on; of one that a document asks for, who asks: `template.yaml:12 suppresses W35`.
    package var target: String {
        switch self {
        case .entered(let mask): return mask.target.description
        case .asked(let suppression):
            let place = suppression.place.map { "\($0.file.name):\($0.position.line)" } ?? "its document"
            return "\(place) suppresses \(suppression.rule)"
        case .hidden(let part): return part.description
        }
    }

    /// The word for why, or for who asks.
    package var category: String {
        switch self {
        case .entered(let mask): mask.category.rawValue
        case .asked: RecordedMask.inline
        case .hidden: RecordedMask.hidden
        }
    }
}

/// An exclusion of a subscope, as it is told of.
package struct HidingPart: Hashable, Sendable, CustomStringConvertible {
    package let scope: String
    /// Its name, else what it holds; nil where it is the whole scope and has no name.
    package let subscope: String?
    package let exclusion: String

    package init(_ exclusion: ScopeMembership.HidingExclusion, in scopes: [Scope]) {
        let scope = scopes[exclusion.scope]
        let subscope = scope.subscopes[exclusion.subscope]
        let part = subscope.part.description
        self.scope = scope.name ?? scope.description
        self.subscope = subscope.name ?? (part.isEmpty ? nil : part)
        self.exclusion = subscope.exclusions[exclusion.exclusion].description
    }

    /// `account.resource_group sandbox of subscope auditors in account acc1`
    package var description: String {
        "\(exclusion) of \(subscope.map { "subscope \($0)" } ?? "a subscope") in \(scope)"
    }
}

/// Two masks that lie on the same results: positions in the masks of a scan.
package struct MaskOverlap: Hashable, Sendable {
    package let mask: Int
    /// The one that sets them aside.
    package let other: Int
}

/// What lies beneath a mask in a scan, each evaluation once.
package struct MaskUse: Hashable, Sendable {
    package var passed = 0
    package var failed = 0
    package var unknown = 0

    package init(passed: Int = 0, failed: Int = 0, unknown: Int = 0) {
        self.passed = passed
        self.failed = failed
        self.unknown = unknown
    }

    package var total: Int { passed + failed + unknown }

    /// What asks for somebody where no mask lies on it.
    package var faults: Int { failed + unknown }

    static func + (left: MaskUse, right: MaskUse) -> MaskUse {
        MaskUse(
            passed: left.passed + right.passed, failed: left.failed + right.failed,
            unknown: left.unknown + right.unknown)
    }

    static func += (left: inout MaskUse, right: MaskUse) { left = left + right }

    mutating func count(_ verdict: Verdict) {
        switch verdict {
        case .pass: passed += 1
        case .fail: failed += 1
        case .unknown: unknown += 1
        case .notApplicable: break
        }
    }
}
