package import ResourceDocuments
package import RuleChecker
import RuleSyntax

/// Masks on the results of resources that come one after another, without an attachment: those of results and of resources.
///
/// What never changes of them; each worker counts what lies beneath for itself.
package struct StreamMasks: Sendable {
    private let masks: [Mask]
    /// Positions of masks, by the resource's id.
    private var byResource: [ExactText: [Int]] = [:]
    /// The rules that a mask of a result names; nil: every rule.
    private var rules: [Set<Int>?] = []

    /// nil where no mask could lie on anything.
    package init?(_ entered: [Mask], rules bound: [BoundRule]) {
        masks = entered
        for (position, mask) in masks.enumerated() {
            switch mask.target {
            case .result(let name, let resource):
                rules.append(
                    Set(bound.indices.filter { bound[$0].rule.name.text == name || bound[$0].rule.metadata.id == name })
                )
                byResource[ExactText(resource.id), default: []].append(position)
            case .resource(let resource):
                rules.append(nil)
                byResource[ExactText(resource.id), default: []].append(position)
            case .control, .profile:
                rules.append([])
            }
        }
        if byResource.isEmpty { return nil }
    }

    /// Positions of the masks in force that may lie on results of a resource, in their order. O(1) but for those of the same id
    package func fitting(_ frame: ResourceFrame, asOf: Instant) -> [Int] {
        guard let id = Self.text(frame.attributes.id, in: frame), let candidates = byResource[ExactText(id)] else {
            return []
        }
        let kind = Self.text(frame.attributes.kind, in: frame)
        let account = Self.text(frame.attributes.account, in: frame)
        return candidates.filter { position in
            guard let resource = masks[position].target.resource,
                masks[position].validity.state(at: asOf) == .active
            else { return false }
            return (resource.kind == nil || resource.kind == kind)
                && (resource.account == nil || ExactText(resource.account) == ExactText(account))
        }
    }

    private static func text(_ word: TapeWord, in frame: ResourceFrame) -> String? {
        word == .null ? nil : String(decoding: frame.view.bytes(of: word), as: UTF8.self)
    }

    /// Those of some masks that lie on the results of a rule; the first of them sets them aside.
    package func lying(of positions: [Int], onRule rule: Int) -> [Int] {
        positions.filter { rules[$0]?.contains(rule) ?? true }
    }

    package func id(of position: Int) -> String { masks[position].id }
}

/// What lies beneath masks, counted mask by mask.
package struct StreamedMaskUses: Sendable {
    private var uses: [String: MaskUse] = [:]
    /// What another mask sets aside before it.
    private var overlaps: [String: MaskUse] = [:]

    package init() {}

    /// - Parameter id: the mask's.
    package subscript(id: String) -> (own: MaskUse, others: MaskUse) {
        (uses[id] ?? MaskUse(), overlaps[id] ?? MaskUse())
    }

    /// - Parameter ids: of the masks that lie on a result; the first of them sets it aside.
    package mutating func count(_ verdict: Verdict, under ids: [String]) {
        for (index, id) in ids.enumerated() {
            if index == 0 {
                uses[id, default: MaskUse()].count(verdict)
            } else {
                overlaps[id, default: MaskUse()].count(verdict)
            }
        }
    }

    package mutating func add(_ other: StreamedMaskUses) {
        uses.merge(other.uses, uniquingKeysWith: +)
        overlaps.merge(other.overlaps, uniquingKeysWith: +)
    }
}
