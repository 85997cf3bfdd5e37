package import ResourceDocuments
import SourceText

/// A mask that lies on a result of a scan: one that somebody entered, or one that the resource's own document asks for.
package enum AppliedMask: Hashable, Sendable {
    case entered(Mask)
    case asked(Suppression)

    package var justification: String? {
        switch self {
        case .entered(let mask): mask.justification
        case .asked(let suppression): suppression.reason
        }
    }

    /// What it lies on; of one that a document asks for, who asks: `template.yaml:12 suppresses W35`.
    package var target: String {
        switch self {
        case .entered(let mask): return mask.target.description
        case .asked(let suppression):
            let place = suppression.place.map { "\($0.file.name):\($0.position.line)" } ?? "its document"
            return "\(place) suppresses \(suppression.rule)"
        }
    }

    /// The word for why, or for who asks.
    package var category: String {
        switch self {
        case .entered(let mask): mask.category.rawValue
        case .asked: "inline"
        }
    }
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

    mutating func count(_ verdict: Verdict) {
        switch verdict {
        case .pass: passed += 1
        case .fail: failed += 1
        case .unknown: unknown += 1
        case .notApplicable: break
        }
    }
}
