import SourceText

/// Makes a document of a tree: resolves scalars by their tags, expands aliases and merge keys.
///
/// The tree's extents are within the limits, so neither the recursion nor what is made is larger than they say.
struct YAMLDocumentBuilder {
    private let tree: YAMLTree
    private let source: SourceFile
    private let keys: KeyTable
    private let shortTags: YAMLShortTags
    private var builder: DocumentBuilder
    /// The nodes whose faults were told: an alias brings a node here again.
    private var reported: Set<Int> = []
    private(set) var diagnostics: [Diagnostic] = []

    init(_ tree: YAMLTree, source: SourceFile, keys: KeyTable, shortTags: YAMLShortTags) {
        self.shortTags = shortTags
        self.tree = tree
        self.source = source
        self.keys = keys
        builder = DocumentBuilder(source: source, medium: .yaml, keys: keys)
    }

    /// Nil for a document without content. Its value is good only where no diagnostics are.
    mutating func document() -> Document? {
        guard let root = tree.root else { return nil }
        append(root)
        let document = builder.finish()
        if document == nil { report(YAMLDiagnostics.tooLarge(at: place(root)), of: root) }
        return document
    }

    private func place(_ index: Int) -> SourcePlace { SourcePlace(source, tree.nodes[index].span) }

    private mutating func report(_ diagnostic: Diagnostic, of index: Int) {
        guard diagnostics.count < YAMLDiagnostics.mostOfDocument, reported.insert(index).inserted else { return }
        diagnostics.append(diagnostic)
    }

    /// An alias stands where it is written; what is in the collection that it names, where that is written.
    private mutating func append(_ index: Int) {
        let span = tree.nodes[index].span
        let resolved = tree.resolved(index)
        let node = tree.nodes[resolved]
        if let tag = node.tag, let key = shortTags.longForms[tag] {
            builder.beginMap()
            builder.key(key)
            if case .scalar(let text, _) = node.content {
                appendArgument(text, of: tag, at: span)
            } else {
                append(node.content, tag: nil, resolved, at: span)
            }
            builder.endMap(at: span)
        } else {
            append(node.content, tag: node.tag, resolved, at: span)
        }
    }

    /// The text behind a short tag is text, whatever it looks like.
    private mutating func appendArgument(_ text: String, of tag: String, at span: SourceSpan) {
        guard shortTags.dotted.contains(tag), let dot = text.firstIndex(of: ".") else {
            return builder.string(text, at: span)
        }
        builder.beginList()
        builder.string(String(text[..<dot]), at: span)
        builder.string(String(text[text.index(after: dot)...]), at: span)
        builder.endList(at: span)
    }

    private mutating func append(_ content: YAMLNode.Content, tag: String?, _ index: Int, at span: SourceSpan) {
        switch content {
        case .scalar(let text, let isPlain):
            append(meaning(of: text, isPlain: isPlain, tag, index), text, at: span)
        case .list(let elements):
            check(tag, is: YAMLTag.list, index)
            builder.beginList()
            for element in elements { append(element) }
            builder.endList(at: span)
        case .map(let members):
            check(tag, is: YAMLTag.map, index)
            builder.beginMap()
            for member in mergedMembers(members) {
                builder.key(tree.scalarText(member.key) ?? "", at: tree.nodes[member.key].span)
                append(member.value)
            }
            builder.endMap(at: span)
        case .alias, .open, .fault:
            // An alias names a whole node that is none itself.
            builder.null(at: span)
        }
    }

    private mutating func append(_ meaning: YAMLCoreSchema.Meaning, _ text: String, at span: SourceSpan) {
        switch meaning {
        case .null, .unrepresentable: builder.null(at: span)
        case .boolean(let value): builder.bool(value, at: span)
        case .number(let number): builder.number(number, at: span)
        case .text: builder.string(text, at: span)
        }
    }
}

// MARK: Tags

extension YAMLDocumentBuilder {
    /// What the tag says of a scalar, else what its text does.
    private mutating func meaning(
        of text: String, isPlain: Bool, _ tag: String?, _ index: Int
    ) -> YAMLCoreSchema.Meaning {
        guard isPlain || tag != nil, tag != YAMLTag.string, tag != YAMLTag.nonSpecific else { return .text }
        let meaning = YAMLCoreSchema.meaning(of: text)
        if meaning == .unrepresentable {
            report(YAMLDiagnostics.unrepresentableNumber(text, at: place(index)), of: index)
            return .null
        }
        guard let tag else { return meaning }
        switch (tag, meaning) {
        case (YAMLTag.null, .null), (YAMLTag.boolean, .boolean), (YAMLTag.float, .number): return meaning
        case (YAMLTag.integer, .number(let number)) where !number.contains(where: { $0 == "." || $0 == "e" }):
            return meaning
        case (YAMLTag.null, _), (YAMLTag.boolean, _), (YAMLTag.integer, _), (YAMLTag.float, _):
            report(YAMLDiagnostics.tagMismatch(tag, text, at: place(index)), of: index)
        default:
            report(
                YAMLDiagnostics.unknownTag(tag, shortTags: shortTags.longForms.keys.sorted(), at: place(index)),
                of: index)
        }
        return .null
    }

    private mutating func check(_ tag: String?, is known: String, _ index: Int) {
        guard let tag, tag != YAMLTag.nonSpecific, tag != known else { return }
        report(
            YAMLDiagnostics.unknownTag(
                tag, shortTags: shortTags.longForms.keys.sorted(),
                at: SourcePlace(source, .empty(at: place(index).span.start))), of: index)
    }
}

// MARK: Keys

extension YAMLDocumentBuilder {
    /// The members of a map with those that its merge key brings, at their end: a key that is there wins over a merged one, and of
    /// several merged maps the first that has it (https://yaml.org/type/merge.html).
    private mutating func mergedMembers(_ members: [YAMLMember]) -> [YAMLMember] {
        if members.allSatisfy({ tree.isOrdinaryKey($0.key) }) { return members }
        var own: [YAMLMember] = []
        var merges: [Int] = []
        for member in members {
            if tree.isMergeKey(member.key) {
                merges.append(member.value)
            } else if isKey(member.key) {
                own.append(member)
            }
        }
        guard !merges.isEmpty else { return own }
        var seen = Set(own.map { keyID($0) })
        for merge in merges {
            for map in maps(mergedBy: merge) {
                for member in mergedMembers(map) where seen.insert(keyID(member)).inserted { own.append(member) }
            }
        }
        return own
    }

    private func keyID(_ member: YAMLMember) -> UInt32 { keys.intern(tree.scalarText(member.key) ?? "") }

    /// Reports a list or map that stands for a key, and a key whose tag says that it is no text.
    private mutating func isKey(_ index: Int) -> Bool {
        let node = tree.nodes[tree.resolved(index)]
        switch node.content {
        case .scalar(let text, let isPlain):
            // A key's own meaning is its text, so only its tag can be at fault.
            if node.tag != nil { _ = meaning(of: text, isPlain: isPlain, node.tag, index) }
            return true
        case .list, .map:
            report(YAMLDiagnostics.collectionAsKey(at: place(index)), of: index)
            return false
        case .alias, .open, .fault:
            return false
        }
    }

    /// The maps behind a merge key: one, or a list of them.
    private mutating func maps(mergedBy index: Int) -> [[YAMLMember]] {
        if case .list(let elements) = tree.nodes[tree.resolved(index)].content {
            return elements.compactMap { map(mergedBy: $0) }
        }
        return map(mergedBy: index).map { [$0] } ?? []
    }

    private mutating func map(mergedBy index: Int) -> [YAMLMember]? {
        switch tree.nodes[tree.resolved(index)].content {
        case .map(let members):
            return members
        case .scalar, .list:
            report(YAMLDiagnostics.mergeOfNoMap(at: place(index)), of: index)
            return nil
        case .alias, .open, .fault:
            return nil
        }
    }
}
