import ResourceDocuments
import RuleChecker

/// Where a value stands: what may be lacking on the way to it, and which other places it stands in.
struct Standing {
    /// Of a map that it stands in, the key, and how many members down it is.
    struct Owner {
        let key: String
        let distance: Int
    }

    let owners: [Owner]
    /// Whether what it stands in is always there.
    let isOnTop: Bool
    /// Whether it is.
    let isAlwaysThere: Bool

    init(of path: CheckedPath, _ keys: SubjectKeys) {
        isOnTop = path.standsOnTop
        isAlwaysThere = path.isAlwaysThere
        owners = path.steps.indices.reversed().prefix { path.steps[$0].isMember }.map { index in
            let owner = CheckedPath(root: path.root, steps: Array(path.steps[..<index]))
            return Owner(key: keys.key(of: owner), distance: path.steps.count - index)
        }
    }

    /// Whether what stands at the place may be so.
    func allows(_ representative: Representative) -> Bool {
        switch representative {
        case .absent: !isAlwaysThere
        case .missing: !isOnTop && !isAlwaysThere
        case .unreadable, .undetermined, .optional, .value, .otherText, .addresses, .instant, .addressList, .otherList,
            .otherMap:
            true
        }
    }
}

/// What a place is to the places within it.
enum PlaceNature: Hashable {
    case absent, missing, unreadable, later, emptyMap, map
    /// It has no members.
    case other

    init(_ representative: Representative) {
        switch representative {
        case .absent: self = .absent
        case .missing: self = .missing
        case .unreadable: self = .unreadable
        case .undetermined, .optional: self = .later
        case .value(.map(let members)): self = members.isEmpty ? .emptyMap : .map
        case .otherMap: self = .map
        case .value, .otherText, .addresses, .instant, .addressList, .otherList: self = .other
        }
    }

    /// Whether a place so many members below may be so.
    func allows(_ member: PlaceNature, distance: Int) -> Bool {
        switch self {
        case .absent, .missing: member == .missing
        case .unreadable, .other: member == .unreadable
        case .later: true
        case .emptyMap: member == (distance == 1 ? .absent : .missing)
        case .map: distance > 1 || member != .missing
        }
    }
}

extension CheckedPath {
    /// Whether what its last step leads from is there in every resource.
    var standsOnTop: Bool {
        guard case .this = root, steps.count == 1 else { return false }
        switch steps[0] {
        case .member, .attribute: return true
        case .index, .elements: return false
        }
    }

    /// The resource itself, its kind and its id.
    var isAlwaysThere: Bool {
        guard case .this = root else { return false }
        switch steps.first {
        case nil: return true
        case .attribute(let attribute, _)?: return steps.count == 1 && (attribute == .id || attribute == .kind)
        case .member?, .index?, .elements?: return false
        }
    }
}

extension CheckedPath.Step {
    fileprivate var isMember: Bool { if case .member = self { true } else { false } }
}
