/// Controls that belong together, and families within them: SCC's `control_category` and, under it, the chain of `control_parent`.
package struct ControlFamily: Sendable {
    /// A category's text, or the name of the control or the label that is the parent.
    package let name: String
    /// Positions in the scan's controls that belong to this family itself, in their order.
    package private(set) var controls: [Int] = []
    package private(set) var families: [ControlFamily] = []

    /// Every control of the family and of those within it, in the order of the scan.
    package var allControls: [Int] { (controls + families.flatMap(\.allControls)).sorted() }

    /// The worst of the controls'; not applicable where all of them are.
    package func status(of controls: [ComplianceStatus]) -> ComplianceStatus {
        .worst(of: allControls.lazy.map { controls[$0] })
    }

    package func summary(of controls: [ComplianceStatus]) -> ControlSummary {
        ControlSummary(allControls.lazy.map { controls[$0] })
    }

    /// The families of some controls, in the order in which they first occur. A control without a category and without a parent is
    /// in none. O(controls · depth)
    ///
    /// - Parameter first: the position of the first of them.
    package static func families(
        of controls: [(control: Control, library: ControlLibrary)], from first: Int = 0
    ) -> [ControlFamily] {
        var root = ControlFamily(name: "")
        for (position, entry) in controls.enumerated() {
            let path = path(of: entry.control, in: entry.library)
            if !path.isEmpty { root.insert(first + position, along: path[...]) }
        }
        return root.families
    }

    /// The names of the families that each control is in, from the outermost in.
    package static func paths(in families: [ControlFamily]) -> [Int: [String]] {
        var paths: [Int: [String]] = [:]
        for family in families {
            for control in family.controls { paths[control] = [family.name] }
            for (control, path) in Self.paths(in: family.families) { paths[control] = [family.name] + path }
        }
        return paths
    }

    private init(name: String) { self.name = name }

    private mutating func insert(_ control: Int, along path: ArraySlice<String>) {
        guard let name = path.first else {
            controls.append(control)
            return
        }
        let index = families.firstIndex { $0.name == name } ?? families.count
        if index == families.count { families.append(ControlFamily(name: name)) }
        families[index].insert(control, along: path.dropFirst())
    }

    /// From the category inwards. A parent that is a control of the library brings its own parents; parents that go in a circle end
    /// where it closes.
    private static func path(of control: Control, in library: ControlLibrary) -> [String] {
        var parents: [String] = []
        var seen: Set<String> = [control.id]
        var category = control.category
        var next = control.parent
        while let name = next, !name.isEmpty {
            guard let parent = library.control(named: name) else {
                parents.append(name)
                break
            }
            guard seen.insert(parent.id).inserted else { break }
            parents.append(parent.name)
            category = category ?? parent.category
            next = parent.parent
        }
        return [category].compactMap { $0?.isEmpty == false ? $0 : nil } + parents.reversed()
    }
}
