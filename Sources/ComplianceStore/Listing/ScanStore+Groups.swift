package import Compliance
import GRDB

extension ScanStore {
    /// A group before it is shown.
    private struct Group {
        let name: String
        let detail: String?
        let counts: StatusCounts

        func precedes(_ other: Group) -> Bool {
            if counts.isWorse(than: other.counts) { return true }
            if other.counts.isWorse(than: counts) { return false }
            return (name, detail ?? "") < (other.name, other.detail ?? "")
        }
    }

    /// Results counted together, those with the most failures first, then the most unknowns, then by name.
    ///
    /// - Parameter limit: nil: all groups.
    /// - Complexity: O(results)
    package func groups(
        of scan: ScanRecord, by grouping: ResultGrouping, filter: ResultFilter, limit: Int? = nil
    ) throws(StoreProblem) -> [ResultGroup] {
        let rules = try rules(of: scan, filter: filter, order: .rule)
        var byRule: [Int: StatusCounts] = [:]
        // Of what stands otherwise in some controls, by control.
        var byControl: [Int: StatusCounts] = [:]
        var byState: [Int64: StatusCounts] = [:]
        try read { database in
            guard let walk = try Self.walk(scan, filter, in: database) else { return }
            try walk.byRule(rules) { step in
                switch grouping {
                case .control:
                    guard let controls = step.controls else {
                        byRule[step.rule, default: StatusCounts()].count(step.status)
                        break
                    }
                    for control in controls { byControl[control, default: StatusCounts()].count(step.status) }
                case .resource, .service: byState[step.state, default: StatusCounts()].count(step.status)
                }
                return true
            }
        }
        let groups: [Group] =
            switch grouping {
            case .control: Self.controlGroups(scan, filter, byRule, byControl)
            case .resource: try resourceGroups(byState, limit: limit)
            case .service: try serviceGroups(byState)
            }
        let sorted = groups.sorted { $0.precedes($1) }
        return sorted.prefix(limit ?? sorted.count).map {
            ResultGroup(name: $0.name, detail: $0.detail, counts: $0.counts.byStatus)
        }
    }

    private static func controlGroups(
        _ scan: ScanRecord, _ filter: ResultFilter, _ byRule: [Int: StatusCounts],
        _ byControl: [Int: StatusCounts]
    ) -> [Group] {
        scan.controls.enumerated().filter { isWanted($1, of: scan, filter) }.compactMap { position, control in
            let found = control.rules.compactMap { byRule[$0] } + [byControl[position]].compactMap(\.self)
            let counts = found.reduce(into: StatusCounts()) { $0.add($1) }
            if found.isEmpty { return nil }
            return Group(name: scan.title(of: control), detail: control.status.rawValue, counts: counts)
        }
    }

    private func resourceGroups(
        _ byState: [Int64: StatusCounts], limit: Int?
    ) throws(StoreProblem) -> [Group] {
        let worst = Self.first(limit, of: byState) { left, right in
            if left.value.isWorse(than: right.value) { return true }
            return !right.value.isWorse(than: left.value) && left.key < right.key
        }
        var groups: [Group] = []
        for (state, counts) in worst {
            guard let resource = try resource(inState: state) else { continue }
            let name = resource.name ?? resource.id
            let id = name == resource.id ? nil : resource.id
            let detail = [id, resource.account, resource.kind].compactMap(\.self).joined(separator: " ")
            groups.append(Group(name: name, detail: detail, counts: counts))
        }
        return groups
    }

    /// The first few of many in an order, without sorting the others; nil: all.
    private static func first<All: Sequence>(
        _ limit: Int?, of all: All, by precedes: (All.Element, All.Element) -> Bool
    ) -> [All.Element] {
        guard let limit, limit < 1000 else { return Array(all.sorted(by: precedes).prefix(limit ?? .max)) }
        var found: [All.Element] = []
        for element in all {
            if found.count == limit {
                guard let last = found.last, precedes(element, last) else { continue }
                found.removeLast()
            }
            let place = found.firstIndex { precedes(element, $0) } ?? found.count
            found.insert(element, at: place)
        }
        return found
    }

    private func serviceGroups(_ byState: [Int64: StatusCounts]) throws(StoreProblem) -> [Group] {
        try read { database in
            var byKind: [Int64: StatusCounts] = [:]
            let kinds = try Row.fetchCursor(
                database, sql: "SELECT s.id, r.kind FROM resource_state s JOIN resource r ON r.id = s.resource")
            while let row = try kinds.next() {
                if let counts = byState[row[0]] { byKind[row[1], default: StatusCounts()].add(counts) }
            }
            var services: [String: StatusCounts] = [:]
            for (kind, counts) in byKind {
                let name = try StoredText.all(
                    in: database, sql: "SELECT text FROM word WHERE id = ?", arguments: [kind])
                services[ServiceName.of(kind: name.first ?? ""), default: StatusCounts()].add(counts)
            }
            return services.map { Group(name: $0.key, detail: nil, counts: $0.value) }
        }
    }
}
