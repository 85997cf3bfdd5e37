import SourceText

/// Makes the tree of one document from its events: finds what aliases name, measures what they multiply, and finds keys
/// that occur twice.
///
/// An alias that would make the document larger or deeper than the limits is reported and stands for null, so the
/// extents of all nodes stay within the limits, and nobody after the composer needs to count. O(events).
struct YAMLComposer {
    private struct OpenCollection {
        var index: Int
        var isMap: Bool
        /// The elements, or keys and values in turn.
        var parts: [Int] = []
        var extent = YAMLExtent(height: 1)
    }

    private let source: SourceFile
    private let keys: KeyTable
    private let limits: DocumentLimits
    private var tree = YAMLTree()
    private var anchors: [String: Int] = [:]
    private var open: [OpenCollection] = []
    /// All there is so far.
    private var total = YAMLExtent(values: 0)
    /// Aliases multiply more than the limits allow: making the document would take long and help nobody.
    private(set) var hasExceededLimits = false
    private(set) var diagnostics: [Diagnostic] = []

    init(source: SourceFile, keys: KeyTable, limits: DocumentLimits) {
        self.source = source
        self.keys = keys
        self.limits = limits
    }

    /// Reads to the end of the document.
    mutating func compose(_ events: inout YAMLEventReader) throws(YAMLSyntaxFault) -> YAMLTree {
        while true {
            let event = try events.next()
            switch event.kind {
            case .scalar(let text, let isPlain):
                let isContent = !text.isEmpty || !isPlain || event.anchor != nil || event.tag != nil
                if open.isEmpty, !isContent { continue }
                var extent = YAMLExtent()
                extent.bytes = text.utf8.count
                let index = add(.scalar(text, isPlain: isPlain), event, extent)
                total.add(extent)
                finish(index)
            case .listStart: try begin(event, isMap: false)
            case .mapStart: try begin(event, isMap: true)
            case .collectionEnd: end(event)
            case .alias(let name): alias(name, event)
            case .documentEnd: return tree
            }
        }
    }

    private mutating func add(_ content: YAMLNode.Content, _ event: YAMLEvent, _ extent: YAMLExtent = .init()) -> Int {
        let index = tree.nodes.count
        tree.nodes.append(YAMLNode(content: content, tag: event.tag, span: event.span, extent: extent))
        if let anchor = event.anchor { anchors[anchor] = index }
        return index
    }

    private mutating func begin(_ event: YAMLEvent, isMap: Bool) throws(YAMLSyntaxFault) {
        guard open.count < limits.maximumDepth else {
            throw YAMLSyntaxFault(
                problem: YAMLSyntaxFault.tooDeep, offset: event.span.start, contextOffset: nil,
                limit: limits.maximumDepth)
        }
        open.append(OpenCollection(index: add(.open, event), isMap: isMap))
        total.values += 1
    }

    private mutating func end(_ event: YAMLEvent) {
        guard let collection = open.popLast() else { return }
        let parts = collection.parts
        let content: YAMLNode.Content =
            collection.isMap
            ? .map(
                stride(from: 1, to: parts.count, by: 2).map { YAMLMember(key: parts[$0 - 1], value: parts[$0]) })
            : .list(parts)
        tree.nodes[collection.index].content = content
        tree.nodes[collection.index].extent = collection.extent
        let span = tree.nodes[collection.index].span
        let bracket = span.start < source.text.count ? source.text[span.start] : 0
        let isBracketed = bracket == UInt8(ascii: "[") || bracket == UInt8(ascii: "{")
        // The end of a block is told only by what follows it, so it is the end of its last part.
        let end = isBracketed ? event.span.end : parts.last.map { tree.nodes[$0].span.end } ?? span.end
        tree.nodes[collection.index].span = SourceSpan(span.start, end)
        if case .map(let members) = content { reportDuplicates(members) }
        finish(collection.index)
    }

    /// Hands a whole node to the collection around it.
    private mutating func finish(_ index: Int) {
        guard !open.isEmpty else {
            tree.root = index
            return
        }
        open[open.count - 1].parts.append(index)
        open[open.count - 1].extent.add(tree.nodes[index].extent)
    }

    private mutating func alias(_ name: String, _ event: YAMLEvent) {
        let place = SourcePlace(source, event.span)
        func standsForNull(_ diagnostic: Diagnostic) {
            report(diagnostic)
            finish(add(.fault, event))
        }
        guard let target = anchors[name] else {
            // A few are enough to look for a slip of the pen, and searching many would take long.
            let known = name.utf8.count <= 64 ? anchors.keys.filter { $0.utf8.count <= 64 }.sorted().prefix(100) : []
            return standsForNull(YAMLDiagnostics.unknownAlias(name, known: Array(known), at: place))
        }
        if case .open = tree.nodes[target].content {
            let anchored = SourcePlace(source, .empty(at: tree.nodes[target].span.start))
            return standsForNull(YAMLDiagnostics.recursiveAlias(name, at: place, anchored: anchored))
        }
        let extent = tree.nodes[target].extent
        if open.count + extent.height > limits.maximumDepth {
            return standsForNull(YAMLDiagnostics.tooDeep(at: place, limit: limits.maximumDepth))
        }
        if hasExceededLimits { return finish(add(.fault, event)) }
        total.add(extent)
        guard total.values <= limits.maximumNodes, total.bytes <= limits.maximumBytes else {
            hasExceededLimits = true
            return standsForNull(YAMLDiagnostics.expansionLimit(name, at: place, limits: limits))
        }
        finish(add(.alias(target), event, extent))
    }

    private mutating func reportDuplicates(_ members: [YAMLMember]) {
        var first = FirstKeys(count: members.count)
        for member in members {
            guard let text = tree.scalarText(member.key) else { continue }
            if let earlier = first.note(keys.intern(text), at: member.key) {
                report(
                    YAMLDiagnostics.duplicateKey(
                        text, isMerge: tree.isMergeKey(member.key), at: place(member.key), first: place(earlier)))
            }
        }
    }

    /// Where each key of a map was first.
    private struct FirstKeys {
        private var few: [(id: UInt32, node: Int)] = []
        private var many: [UInt32: Int] = [:]
        private let areFew: Bool

        init(count: Int) {
            // Looking through so few takes less than to enter them into a dictionary.
            areFew = count <= 16
            if areFew { few.reserveCapacity(count) }
        }

        /// - Returns: where the key was before; nil of a new one.
        mutating func note(_ id: UInt32, at node: Int) -> Int? {
            if areFew {
                if let known = few.first(where: { $0.id == id }) { return known.node }
                few.append((id, node))
                return nil
            }
            if let known = many[id] { return known }
            many[id] = node
            return nil
        }
    }

    private mutating func report(_ diagnostic: Diagnostic) {
        if diagnostics.count < YAMLDiagnostics.mostOfDocument { diagnostics.append(diagnostic) }
    }

    private func place(_ index: Int) -> SourcePlace { SourcePlace(source, tree.nodes[index].span) }
}
