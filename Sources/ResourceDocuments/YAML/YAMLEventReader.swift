// libyaml itself, a part of Yams: its events tell where a node ends and what is an alias, which Yams' own tree does not.
import CYaml
import SourceText

/// A step through the structure of a YAML text.
struct YAMLEvent {
    enum Kind {
        case scalar(String, isPlain: Bool)
        case listStart
        case mapStart
        case collectionEnd
        case alias(String)
        case documentEnd
    }

    let kind: Kind
    /// Without anchor and tag. A collection's start and end are told by two events.
    let span: SourceSpan
    let anchor: String?
    /// Resolved: `!!int` is `tag:yaml.org,2002:int`, `!Ref` stays.
    let tag: String?
}

/// Where libyaml could not go on, in its own words; `YAMLSyntaxFault.diagnostic` has ours.
struct YAMLSyntaxFault: Error {
    let problem: String
    let offset: Int
    /// Where the construct begins that it was reading.
    let contextOffset: Int?
    /// The limit that is exceeded, of text that is nested too deeply.
    var limit: Int?
}

/// The events of one text, one after another.
///
/// `text` must outlive the reader: libyaml reads it as it goes.
struct YAMLEventReader: ~Copyable {
    private let text: UnsafeBufferPointer<UInt8>
    private let library: LibYAML

    init(_ text: UnsafeBufferPointer<UInt8>) {
        self.text = text
        library = LibYAML(text)
    }

    /// Steps over the start of the next document; false at the end of the text.
    mutating func findDocument() throws(YAMLSyntaxFault) -> Bool {
        while true {
            var event = try read()
            defer { yaml_event_delete(&event) }
            if event.type == YAML_DOCUMENT_START_EVENT { return true }
            if event.type == YAML_STREAM_END_EVENT || event.type == YAML_NO_EVENT { return false }
        }
    }

    /// The next event of the document.
    mutating func next() throws(YAMLSyntaxFault) -> YAMLEvent {
        var event = try read()
        defer { yaml_event_delete(&event) }
        switch event.type {
        case YAML_SCALAR_EVENT:
            let scalar = event.data.scalar
            let bytes = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
            return node(
                .scalar(String(decoding: bytes, as: UTF8.self), isPlain: scalar.style == YAML_PLAIN_SCALAR_STYLE),
                of: event, anchor: scalar.anchor, tag: scalar.tag)
        case YAML_SEQUENCE_START_EVENT:
            let list = event.data.sequence_start
            return node(.listStart, of: event, anchor: list.anchor, tag: list.tag)
        case YAML_MAPPING_START_EVENT:
            let map = event.data.mapping_start
            return node(.mapStart, of: event, anchor: map.anchor, tag: map.tag)
        case YAML_ALIAS_EVENT:
            return node(.alias(Self.text(event.data.alias.anchor) ?? ""), of: event, anchor: nil, tag: nil)
        case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT:
            return node(.collectionEnd, of: event, anchor: nil, tag: nil)
        default:
            return node(.documentEnd, of: event, anchor: nil, tag: nil)
        }
    }

    private mutating func read() throws(YAMLSyntaxFault) -> yaml_event_t {
        var event = yaml_event_t()
        guard yaml_parser_parse(library.parser, &event) == 1 else { throw fault }
        return event
    }

    private var fault: YAMLSyntaxFault {
        let state = library.parser.pointee
        return YAMLSyntaxFault(
            problem: state.problem.map { String(cString: $0) } ?? "out of memory",
            offset: state.error == YAML_READER_ERROR
                ? library.base + state.problem_offset : library.offset(state.problem_mark),
            contextOffset: state.context == nil ? nil : library.offset(state.context_mark))
    }

    private func node(
        _ kind: YAMLEvent.Kind, of event: yaml_event_t, anchor: UnsafeMutablePointer<yaml_char_t>?,
        tag: UnsafeMutablePointer<yaml_char_t>?
    ) -> YAMLEvent {
        var end = library.offset(event.end_mark)
        var start = library.offset(event.start_mark)
        if anchor != nil || tag != nil { start = skippingProperties(from: start, to: end) }
        while end > start, text[end - 1] == 0x0A || text[end - 1] == 0x0D { end -= 1 }
        return YAMLEvent(
            kind: kind, span: SourceSpan(start, end), anchor: Self.text(anchor), tag: Self.text(tag))
    }

    private static func text(_ bytes: UnsafeMutablePointer<yaml_char_t>?) -> String? {
        bytes.map { String(cString: $0) }
    }

    /// Past `&anchor` and `!tag`, and the white space and comments behind them.
    private func skippingProperties(from start: Int, to end: Int) -> Int {
        var offset = start
        while offset < end {
            switch text[offset] {
            case UInt8(ascii: "&"), UInt8(ascii: "!"):
                let isVerbatim = offset + 1 < end && text[offset + 1] == UInt8(ascii: "<")
                while offset < end, isVerbatim ? text[offset] != UInt8(ascii: ">") : !isEndOfProperty(text[offset]) {
                    offset += 1
                }
                if isVerbatim { offset = min(offset + 1, end) }
            case UInt8(ascii: "#"):
                while offset < end, text[offset] != 0x0A, text[offset] != 0x0D { offset += 1 }
            case UInt8(ascii: " "), UInt8(ascii: "\t"), 0x0A, 0x0D:
                offset += 1
            default:
                return offset
            }
        }
        return end
    }

    private func isEndOfProperty(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: " "), UInt8(ascii: "\t"), 0x0A, 0x0D, UInt8(ascii: ","), UInt8(ascii: "["),
            UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"):
            true
        default: false
        }
    }
}
