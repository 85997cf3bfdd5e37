import ResourceDocuments

/// Elements that decide and stand in no place of the resource under test: other resources, and elements of parameters.
package struct OtherElements: Hashable, Sendable {
    package private(set) var count = 0
    /// What the first of them are known by, in the order of what was ranged over.
    package private(set) var names: [String] = []
    /// Of how many nothing is told.
    private(set) var untold = 0

    /// More are counted, and not named.
    package static let maximumNames = 64

    static let none = OtherElements()

    private init() {}

    /// - Parameter told: of how many something is told.
    init(_ met: MetElements, told: Int) {
        count = met.count
        names = met.named.map(\.name)
        untold = max(0, met.count - told)
    }

    /// Where all are told as one.
    var allTold: OtherElements {
        var told = self
        told.untold = 0
        return told
    }

    static func + (left: OtherElements, right: OtherElements) -> OtherElements {
        if left.count == 0 { return right }
        if right.count == 0 { return left }
        var both = left
        both.count += right.count
        both.names += right.names.prefix(maximumNames - left.names.count)
        both.untold += right.untold
        return both
    }
}

/// Such elements while a quantifier meets them, not always in order.
struct MetElements: Sendable {
    private(set) var count = 0
    /// The first of those that were met, by their positions.
    private(set) var named: [(position: Int, name: String)] = []

    mutating func add(at position: Int, _ element: TracedValue) {
        count += 1
        if named.count == OtherElements.maximumNames {
            guard let last = named.last, position < last.position else { return }
            named.removeLast()
        }
        let place = named.lastIndex { $0.position < position }.map { $0 + 1 } ?? 0
        named.insert((position, element.nameAsOther), at: place)
    }

    /// More that stand behind all that have a name.
    mutating func addUnnamed(_ count: Int) { self.count += count }
}

extension TracedValue {
    private static let maximumName = 1_000

    /// A resource by what a scan calls it, any other value by all that it says.
    fileprivate var nameAsOther: String {
        guard case .resource(let traced) = content else { return ValueText.quoted(self, to: Self.maximumName) }
        let resource = traced.resource
        return "\(resource.kind)\u{0}\(resource.account ?? "")\u{0}\(resource.id)"
    }
}
