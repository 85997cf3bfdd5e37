package import SourceText

extension Document {
    /// Of where everything stands in the value at `path`, which is in the document: the line and column where it begins and its text, from
    /// which every other line and column in it follows; and of what else stands on its lines, as far as excerpts show it. nil where some part of it stands elsewhere in the file (an alias of
    /// YAML, what a reader put together), and where it was not read from a text. O(text of the value)
    package func placesDigest(of path: DocumentPath, _ key: DigestKey) -> ContentDigest? {
        guard let position = position(of: path), let span = sourceSpan(of: position, in: spans),
            source.text.indices.contains(span.start), span.end <= source.text.count
        else { return nil }
        var stream = DigestStream(key)
        stream.append(measured: source.name)
        for place in [keyPlace(of: path)?.span, span].compactMap(\.self) {
            append(place, to: &stream)
            stream.append(drawn: SourcePlace(source, place))
        }
        return append(placesIn: node(at: position).word, of: span, to: &stream) ? stream.finish() : nil
    }

    /// Of where everything in it stands: the file's name and text, what is hidden of that, and the span of each value. O(text)
    package func placesDigest(_ key: DigestKey) -> ContentDigest {
        var stream = DigestStream(key)
        stream.append(measured: source.name)
        stream.append(number: source.firstLine)
        stream.append(drawn: SourcePlace(source, SourceSpan(0, source.text.count)))
        stream.append(number: textOffset)
        for span in spans.words + [spans.root] {
            stream.append(number: Int(span.start))
            stream.append(number: Int(span.end))
        }
        return stream.finish()
    }

    private func append(_ span: SourceSpan, to stream: inout DigestStream) {
        for position in [source.position(at: span.start), source.position(at: span.end)] {
            stream.append(number: position.line)
            stream.append(number: position.column)
        }
    }

    /// The spans of what is in a value, counted from its begin; false where one stands outside of it.
    private func append(placesIn word: TapeWord, of whole: SourceSpan, to stream: inout DigestStream) -> Bool {
        let parts: Range<Int>
        switch word.tag {
        case .array: parts = word.high..<word.high + word.low
        case .object, .objectWithDuplicates: parts = word.high..<word.high + 2 * word.low
        case .undetermined: parts = view.written(for: word) == nil ? 0..<0 : word.high + 1..<word.high + 2
        case .null, .false, .true, .integer, .decimal, .string, .decodedString, .key, .unknown, .resource, .list,
            .extra:
            return true
        }
        for index in parts {
            guard let span = sourceSpan(of: .word(index), in: spans) else {
                stream.append(number: -1)
                continue
            }
            guard span.start >= whole.start, span.end <= whole.end else { return false }
            stream.append(number: span.start - whole.start)
            stream.append(number: span.end - whole.start)
        }
        return parts.allSatisfy {
            append(placesIn: TapeWord(rawValue: words.buffer[$0]), of: whole, to: &stream)
        }
    }
}

extension DigestStream {
    /// The text at a place, and what excerpts of places in it can show beside it: the rest of its lines, up to where they are cut.
    package mutating func append(drawn place: SourcePlace) {
        let drawn = place.file.drawnText(of: place.span)
        append(number: place.span.start - drawn.span.start)
        append(number: place.span.count)
        append(drawn.cutsStart ? 1 : 0)
        append(drawn.cutsEnd ? 1 : 0)
        append(number: drawn.span.count)
        place.file.text[drawn.span.start..<drawn.span.end].withUnsafeBytes { append($0) }
        append(number: drawn.hidden.count)
        for hidden in drawn.hidden {
            append(number: hidden.start - drawn.span.start)
            append(number: hidden.end - drawn.span.start)
        }
    }
}
