package import SourceText

/// Makes a document value by value, for whatever is not JSON text: YAML, the tests' patches, values that a reader computed.
///
/// Each value may say where it stands in `source`; `Document.place(of:)` answers with that. Calls follow the
/// document's order: `beginMap()`, `key("a")`, a value, …, `endMap()`. A value where a key is due is dropped, a key without a value
/// gets null, what is still open at the end is closed: a builder never traps.
///
///     var builder = DocumentBuilder(source: file, medium: .yaml, keys: keys)
///     builder.beginMap()
///     builder.key("port", at: keySpan)
///     builder.number("22", at: valueSpan)
///     builder.endMap(at: mapSpan)
///     let document = builder.finish()
package struct DocumentBuilder {
    /// A value that waits for its container to end, or the word of a key.
    private typealias Located = (word: TapeWord, span: DocumentSpans.Span)

    private struct Container {
        var isMap: Bool
        /// Where its words begin among the waiting ones.
        var start: Int
    }

    private let source: SourceFile
    private let medium: Document.Medium
    private let keys: KeyTable
    private var waiting: [Located] = []
    private var open: [Container] = []
    private var words: [UInt64] = []
    private var spans: [DocumentSpans.Span] = []
    private var text: [UInt8] = []
    private var decoded: [UInt8] = []
    private var hasOverflowed = false
    /// Whether a map has ended in which a key stands twice.
    private(set) var hasDuplicateKeys = false

    package init(source: SourceFile, medium: Document.Medium, keys: KeyTable) {
        self.source = source
        self.medium = medium
        self.keys = keys
    }

    /// How many values and keys there are so far.
    package var count: Int { words.count + waiting.count }

    package mutating func null(at span: SourceSpan? = nil) { push(.null, span) }

    package mutating func bool(_ value: Bool, at span: SourceSpan? = nil) { push(value ? .true : .false, span) }

    package mutating func integer(_ value: Int64, at span: SourceSpan? = nil) {
        if value < TapeWord.integerLimit, value > -TapeWord.integerLimit {
            push(TapeWord(integer: value), span)
        } else {
            number(String(value), at: span)
        }
    }

    /// A number in JSON's grammar, kept exactly; text that is none becomes a string.
    package mutating func number(_ written: String, at span: SourceSpan? = nil) {
        switch JSONNumber(written) {
        case .integer(let value):
            push(TapeWord(integer: value), span)
        case .decimal:
            let start = text.count
            text.append(contentsOf: written.utf8)
            push(TapeWord(decodedAt: start, length: text.count - start, tag: .decimal), span)
        case nil:
            string(written, at: span)
        }
    }

    package mutating func string(_ value: String, at span: SourceSpan? = nil) { string(value.utf8, at: span) }

    /// A string as its bytes of UTF-8.
    mutating func string(_ value: some Collection<UInt8>, at span: SourceSpan? = nil) {
        push(decode(value, .decodedString), span)
    }

    /// A value that is decided later; two with the same name are the same value.
    ///
    /// - Parameters:
    ///   - mayBeNothing: it may turn out to be nothing, as a null is.
    ///   - isLeftOut: nobody wrote it; whatever makes the resource decides it, also that it is nothing.
    package mutating func undetermined(
        _ name: String, mayBeNothing: Bool = false, isLeftOut: Bool = false, at span: SourceSpan? = nil
    ) {
        let nulls = isLeftOut ? 3 : mayBeNothing ? 4 : 0
        pushUndetermined(
            name, followedBy: Array(repeating: (.null, .none), count: nulls), DocumentSpans.Span(span))
    }

    package mutating func beginList() { begin(isMap: false) }
    /// `span` is the list's with its brackets.
    package mutating func endList(at span: SourceSpan? = nil) { end(DocumentSpans.Span(span)) }
    package mutating func beginMap() { begin(isMap: true) }
    package mutating func endMap(at span: SourceSpan? = nil) { end(DocumentSpans.Span(span)) }

    /// Ends a map that is no value itself: what it says is done later, and gives a value of that name. Its members can be read.
    ///
    /// - Parameter mayBeNothing: what it gives may be nothing at all, as a null is.
    package mutating func endMap(
        at span: SourceSpan? = nil, undeterminedAs name: String, mayBeNothing: Bool = false
    ) {
        guard open.last?.isMap == true else { return }
        end(DocumentSpans.Span(span))
        guard let map = waiting.popLast() else { return }
        pushUndetermined(name, followedBy: mayBeNothing ? [map, (.null, .none)] : [map], map.span)
    }

    package mutating func key(_ key: String, at span: SourceSpan? = nil) {
        key.read { self.key($0, at: span) }
    }

    /// A key as its bytes of UTF-8.
    mutating func key(_ key: UnsafeBufferPointer<UInt8>, at span: SourceSpan? = nil) {
        guard let container = open.last, container.isMap else { return }
        if isValueDue(in: container) { null() }
        let length = UInt32(truncatingIfNeeded: key.count)
        let start = decoded.count
        guard key.count < 1 << 28, start < TapeWord.decodedKeyFlag, !hasOverflowed else {
            hasOverflowed = true
            return
        }
        // The layout that `DocumentView.bytes(ofKey:)` reads.
        withUnsafeBytes(of: length) { decoded.append(contentsOf: $0) }
        decoded.append(contentsOf: key)
        let offset = UInt32(truncatingIfNeeded: start | TapeWord.decodedKeyFlag)
        waiting.append((TapeWord(.key, high: offset, low: keys.intern(key)), DocumentSpans.Span(span)))
    }

    /// The value at `path` of another document with all that is in it, null when nothing is there; places are kept when
    /// both documents come from the same source.
    package mutating func copy(_ document: Document, at path: DocumentPath = .root) {
        guard let value = DocumentCursor(document, at: path) else { return null() }
        copy(value)
    }

    /// A value of another document with all that is in it; places are kept when both documents come from the same source.
    ///
    /// `rewrite` is asked first of each value, from the outside in. It answers true where it wrote a value in its stead,
    /// of which it may copy parts.
    package mutating func copy(
        _ value: DocumentCursor,
        rewriting rewrite: (DocumentCursor, inout DocumentBuilder) -> Bool = { _, _ in false }
    ) {
        if rewrite(value, &self) { return }
        let node = value.node
        let span = self.span(of: value)
        switch node.kind {
        case .null: null(at: span)
        case .boolean: bool(node.bool ?? false, at: span)
        case .number: number(node.numberText ?? "0", at: span)
        case .string: string(node.string ?? "", at: span)
        case .undetermined:
            let name = node.undeterminedName ?? ""
            if let map = value.written {
                beginMap()
                copyMembers(of: map, rewriting: rewrite)
                endMap(at: span, undeterminedAs: name, mayBeNothing: node.mayBeNothing)
            } else {
                undetermined(name, mayBeNothing: node.mayBeNothing, isLeftOut: node.isLeftOut, at: span)
            }
        case .list:
            beginList()
            for element in value.elements { copy(element, rewriting: rewrite) }
            endList(at: span)
        case .map:
            beginMap()
            copyMembers(of: value, rewriting: rewrite)
            endMap(at: span)
        }
    }

    /// The members of a map into the map that is open here.
    package mutating func copyMembers(
        of map: DocumentCursor,
        rewriting rewrite: (DocumentCursor, inout DocumentBuilder) -> Bool = { _, _ in false }
    ) {
        for (key, value) in map.members {
            self.key(key, at: keySpan(of: value))
            copy(value, rewriting: rewrite)
        }
    }

    /// Where a value of another document stands, when this one comes from the same source.
    package func span(of value: DocumentCursor) -> SourceSpan? { value.document.source === source ? value.span : nil }

    /// Where its key stands, when this document comes from the same source.
    package func keySpan(of value: DocumentCursor) -> SourceSpan? {
        value.document.source === source ? value.keySpan : nil
    }

    /// The document; null when nothing was written. Nil when it is larger than a tape can be.
    package consuming func finish() -> Document? {
        while !open.isEmpty { end(.none) }
        guard !hasOverflowed else { return nil }
        let root = waiting.first ?? (.null, .none)
        return Document(
            source: source, medium: medium, rootWord: root.word, keys: keys, text: PaddedBytes(copying: text),
            decoded: PaddedBytes(copying: decoded),
            words: words.withUnsafeBufferPointer { DocumentWords(copying: $0) }, textOffset: 0,
            spans: DocumentSpans(words: spans, root: root.span))
    }
}

extension DocumentBuilder {
    private mutating func decode(_ value: some Collection<UInt8>, _ tag: TapeTag) -> TapeWord? {
        let start = decoded.count
        decoded.append(contentsOf: value)
        return TapeWord(decodedAt: start, length: decoded.count - start, tag: tag)
    }

    private mutating func push(_ word: TapeWord?, _ span: SourceSpan?) { push(word, DocumentSpans.Span(span)) }

    private mutating func push(_ word: TapeWord?, _ span: DocumentSpans.Span) {
        guard let word, !hasOverflowed else {
            hasOverflowed = true
            return
        }
        if let container = open.last {
            if container.isMap, !isValueDue(in: container) { return }
        } else if !waiting.isEmpty {
            return
        }
        waiting.append((word, span))
    }

    private mutating func pushUndetermined(
        _ name: String, followedBy rest: [Located], _ span: DocumentSpans.Span
    ) {
        guard let nameWord = decode(name.utf8, .decodedString) else {
            hasOverflowed = true
            return
        }
        let parts: [Located] = [(nameWord, .none)] + rest
        let word = TapeWord(decodedAt: words.count, length: parts.count, tag: .undetermined)
        words.append(contentsOf: parts.lazy.map(\.word.rawValue))
        spans.append(contentsOf: parts.lazy.map(\.span))
        push(word, span)
    }

    private func isValueDue(in map: Container) -> Bool { (waiting.count - map.start) % 2 == 1 }

    private mutating func begin(isMap: Bool) { open.append(Container(isMap: isMap, start: waiting.count)) }

    /// Moves the words of the container that ends from the waiting ones to the tape; its own word waits instead.
    private mutating func end(_ span: DocumentSpans.Span) {
        guard let container = open.last else { return }
        if container.isMap, isValueDue(in: container) { null() }
        open.removeLast()
        let members = waiting[container.start...]
        let count = container.isMap ? members.count / 2 : members.count
        let hasDuplicates = container.isMap && hasDuplicates(members)
        if hasDuplicates { hasDuplicateKeys = true }
        let tag: TapeTag = container.isMap ? (hasDuplicates ? .objectWithDuplicates : .object) : .array
        let word = TapeWord(decodedAt: words.count, length: count, tag: tag)
        words.append(contentsOf: members.lazy.map(\.word.rawValue))
        spans.append(contentsOf: members.lazy.map(\.span))
        waiting.removeSubrange(container.start...)
        push(word, span)
    }

    private func hasDuplicates(_ members: ArraySlice<Located>) -> Bool {
        if members.count <= Self.fewMembers * 2 { return hasDuplicatesOfFew(members) }
        var seen: Set<Int> = []
        return members.contains { $0.word.tag == .key && !seen.insert($0.word.low).inserted }
    }

    /// Of so many a look at each pair takes less than to enter them into a set.
    private static let fewMembers = 16

    private func hasDuplicatesOfFew(_ members: ArraySlice<Located>) -> Bool {
        for later in members.indices where members[later].word.tag == .key {
            let id = members[later].word.low
            for earlier in members.startIndex..<later
            where members[earlier].word.tag == .key && members[earlier].word.low == id {
                return true
            }
        }
        return false
    }
}
