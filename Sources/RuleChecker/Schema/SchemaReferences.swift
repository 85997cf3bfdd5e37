import ResourceDocuments

/// What the `$ref`s of a pack's schemas lead to.
struct SchemaReferences {
    private struct Edge: Hashable {
        var from: ObjectIdentifier
        var target: ObjectIdentifier
    }

    private var places: [Edge: (file: Int, path: DocumentPath)] = [:]
    /// The files that refer to a file.
    private var referrers: [Int: Set<Int>] = [:]

    mutating func note(from node: SchemaNode, to target: SchemaNode, file: Int, path: DocumentPath) {
        let edge = Edge(from: ObjectIdentifier(node), target: ObjectIdentifier(target))
        if places[edge] == nil { places[edge] = (file, path) }
    }

    mutating func note(fileFrom file: Int, to other: Int) { referrers[other, default: []].insert(file) }

    /// These files, and all that refer to one of them, also through others.
    func filesReaching(_ files: Set<Int>) -> Set<Int> {
        var found = files
        var pending = Array(files)
        while let file = pending.popLast() {
            for referrer in referrers[file] ?? [] where found.insert(referrer).inserted { pending.append(referrer) }
        }
        return found
    }

    /// Each reference that leads back to a schema which is, by references and alternatives alone, this very schema: it says
    /// nothing of any value. Below a property or an element a schema may well refer to itself.
    func circles(from nodes: [SchemaReader.Target: SchemaNode]) -> [(file: Int, path: DocumentPath)] {
        var found: [(file: Int, path: DocumentPath)] = []
        var isDone: [ObjectIdentifier: Bool] = [:]
        let starts = nodes.sorted { ($0.key.file, $0.key.definition ?? "") < ($1.key.file, $1.key.definition ?? "") }
        for start in starts.map(\.value) where isDone[ObjectIdentifier(start)] == nil {
            isDone[ObjectIdentifier(start)] = false
            var stack = [(node: start, next: 0)]
            while let (node, next) = stack.last {
                guard next < node.alternatives.count else {
                    isDone[ObjectIdentifier(node)] = true
                    stack.removeLast()
                    continue
                }
                stack[stack.count - 1].next += 1
                let target = node.alternatives[next]
                switch isDone[ObjectIdentifier(target)] {
                case nil:
                    isDone[ObjectIdentifier(target)] = false
                    stack.append((target, 0))
                case false?:
                    let edge = Edge(from: ObjectIdentifier(node), target: ObjectIdentifier(target))
                    if let place = places[edge] { found.append(place) }
                case true?: break
                }
            }
        }
        return found
    }
}
