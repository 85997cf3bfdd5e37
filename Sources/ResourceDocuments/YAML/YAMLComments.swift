import CYaml
package import SourceText

/// The comments of a YAML text: what stands between its tokens, and behind the header of a block of text. A `#` in text is none.
package enum YAMLComments {
    /// From the `#` to the end of the line, in order; up to a fault of the syntax. O(text)
    package static func spans(in source: SourceFile) -> [SourceSpan] {
        source.text.withUnsafeBufferPointer { text in
            let library = LibYAML(text)
            var comments: [SourceSpan] = []
            var position = library.base
            while true {
                var token = yaml_token_t()
                guard yaml_parser_scan(library.parser, &token) == 1 else { return comments }
                defer { yaml_token_delete(&token) }
                let start = library.offset(token.start_mark)
                add(text, position..<max(position, start), to: &comments)
                if token.type == YAML_STREAM_END_TOKEN { return comments }
                if isBlock(token) {
                    let header = text[start...].prefix { $0 != 0x0A && $0 != 0x0D }
                    add(text, start + 1..<max(start + 1, header.endIndex), to: &comments)
                }
                position = max(position, library.offset(token.end_mark))
            }
        }
    }

    private static func isBlock(_ token: yaml_token_t) -> Bool {
        guard token.type == YAML_SCALAR_TOKEN else { return false }
        let style = token.data.scalar.style
        return style == YAML_LITERAL_SCALAR_STYLE || style == YAML_FOLDED_SCALAR_STYLE
    }

    /// Of a range without text of a value.
    private static func add(
        _ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, to comments: inout [SourceSpan]
    ) {
        var index = range.lowerBound
        while index < range.upperBound {
            guard text[index] == UInt8(ascii: "#") else {
                index += 1
                continue
            }
            let start = index
            while index < text.count, text[index] != 0x0A, text[index] != 0x0D { index += 1 }
            comments.append(SourceSpan(start, index))
        }
    }
}
