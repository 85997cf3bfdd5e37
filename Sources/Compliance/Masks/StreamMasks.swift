package import ResourceDocuments
package import RuleChecker
import RuleSyntax

/// Masks on the results of resources that come one after another, without an attachment: those of results and of resources.
///
/// What never changes of them; each worker counts what lies beneath for itself.
package struct StreamMasks: Sendable {
    /// Those in force.
    private let masks: [Mask]
    /// Positions of masks, by the resource's id.
    private var byResource: [String: [Int]] = [:]
    /// The rules that a mask of a result names; nil: every rule.
    private var rules: [Set<Int>?] = []

    /// nil where no mask is in force that could lie on anything.
    package init?(_ entered: [Mask], rules bound: [BoundRule], asOf: Instant) {
        masks = entered.filter { $0.validity.state(at: asOf) == .active }
        for (position, mask) in masks.enumerated() {
            switch mask.target {
            case .result(let name, let resource):
                rules.append(
                    Set(bound.indices.filter { bound[$0].rule.name.text == name || bound[$0].rule.metadata.id == name })
                )
                byResource[resource.id, default: []].append(position)
            case .resource(let resource):
                rules.append(nil)
                byResource[resource.id, default: []].append(position)
            case .control, .profile:
                rules.append([])
            }
        }
        if byResource.isEmpty { return nil }
    }

    /// Positions of the masks that may lie on results of a resource, in their order. O(1) but for those of the same id
    package func fitting(_ frame: ResourceFrame) -> [Int] {
        guard let id = Self.text(frame.attributes.id, in: frame), let candidates = byResource[id] else { return [] }
        let kind = Self.text(frame.attributes.kind, in: frame)
        let account = Self.text(frame.attributes.account, in: frame)
        return candidates.filter { position in
            guard let resource = masks[position].target.resource else { return false }
            return (resource.kind == nil || resource.kind == kind)
                && (resource.account == nil || resource.account == account)
        }
    }

    private static func text(_ word: TapeWord, in frame: ResourceFrame) -> String? {
        word == .null ? nil : String(decoding: frame.view.bytes(of: word), as: UTF8.self)
    }

    /// The first of some masks that lies on the results of a rule.
    package func first(of positions: [Int], onRule rule: Int) -> Int? {
        positions.first { rules[$0]?.contains(rule) ?? true }
    }

    package func id(of position: Int) -> String { masks[position].id }
}

/// What lies beneath masks, counted mask by mask.
package struct StreamedMaskUses: Sendable {
    private var uses: [String: MaskUse] = [:]

    package init() {}

    /// - Parameter id: the mask's.
    package subscript(id: String) -> MaskUse { uses[id] ?? MaskUse() }

    package mutating func count(_ verdict: Verdict, under id: String) { uses[id, default: MaskUse()].count(verdict) }

    package mutating func add(_ other: StreamedMaskUses) { uses.merge(other.uses, uniquingKeysWith: +) }
}
