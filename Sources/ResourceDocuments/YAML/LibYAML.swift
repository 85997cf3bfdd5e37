// libyaml itself, a part of Yams.
import CYaml
import SourceText

/// libyaml over one text, which must outlive it: libyaml reads it as it goes.
struct LibYAML: ~Copyable {
    // libyaml keeps the parser's address, so it must not move.
    let parser: UnsafeMutablePointer<yaml_parser_t>
    /// The byte order mark, which libyaml is not shown.
    let base: Int
    private let offsets: CharacterOffsets

    /// O(text)
    init(_ text: UnsafeBufferPointer<UInt8>) {
        base = text.starts(with: UTF8Sequence.byteOrderMark) ? UTF8Sequence.byteOrderMark.count : 0
        let visible = UnsafeBufferPointer(rebasing: text[base...])
        offsets = CharacterOffsets(visible)
        parser = .allocate(capacity: 1)
        parser.initialize(to: yaml_parser_t())
        yaml_parser_initialize(parser)
        yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        yaml_parser_set_input_string(parser, visible.baseAddress, visible.count)
    }

    deinit {
        yaml_parser_delete(parser)
        parser.deallocate()
    }

    /// Where a mark, which counts characters, stands among the bytes of the text. O(1)
    func offset(_ mark: yaml_mark_t) -> Int { base + offsets.offset(ofCharacter: mark.index) }
}
