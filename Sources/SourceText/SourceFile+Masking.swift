/// What a text holds and nobody may be shown: values that their author has marked as sensitive.
///
/// The mask is in the text itself, so that whatever is drawn of it cannot show them. Every line and column stays what it was.
extension SourceFile {
    /// The same file with a mask over `spans`, each a value with its quotes or brackets. O(text)
    package func masking(_ spans: [SourceSpan]) -> SourceFile {
        var masked: [SourceSpan] = []
        for span in (maskedSpans + spans).sorted(by: { $0.start < $1.start }) where span.start < span.end {
            if let last = masked.last, span.start < last.end {
                masked[masked.count - 1] = SourceSpan(last.start, max(last.end, span.end))
            } else {
                masked.append(span)
            }
        }
        var text = text
        for span in masked { Self.mask(span, in: &text) }
        return SourceFile(
            name: name, text: text, firstLine: firstLine, maskedSpans: masked, references: references)
    }

    /// A character for a character of as many bytes, so that offsets and columns stay; line ends and the quotes around a text stay too.
    private static func mask(_ span: SourceSpan, in text: inout [UInt8]) {
        let fillers = ["*", "\u{D7}", "\u{2217}", "\u{1F7B6}"].map { Array($0.utf8) }
        let end = min(span.end, text.count)
        var index = max(span.start, 0)
        let isQuoted = end - index > 1 && text[index] == UInt8(ascii: "\"") && text[end - 1] == UInt8(ascii: "\"")
        if isQuoted { index += 1 }
        let last = isQuoted ? end - 1 : end
        while index < last {
            let (_, length) = ScalarDecoding.scalar(in: text, at: index)
            let next = min(index + length, last)
            if text[index] != 0x0A, text[index] != 0x0D {
                text.replaceSubrange(
                    index..<next, with: fillers[min(next - index, fillers.count) - 1].prefix(next - index))
            }
            index = next
        }
    }

    /// What is drawn of a masked value in each of its lines, also of a short one.
    static let hiddenText = "********"

    /// Where the masked text at `offset` ends, in its line at last; nil where nothing is masked there. The quotes around it are shown.
    func hiddenRun(at offset: Int) -> Int? {
        guard hasMask else { return nil }
        let index = firstMask(endingBehind: offset)
        guard index < maskedSpans.count, maskedSpans[index].start <= offset else { return nil }
        let hidden = hiddenSpan(ofMask: index)
        guard hidden.start <= offset, offset < hidden.end else { return nil }
        return text[offset..<hidden.end].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? hidden.end
    }

    /// Of each mask of which some is in `span`. O(log masks + masks in it)
    func hiddenSpans(in span: SourceSpan) -> [SourceSpan] {
        maskedSpans.indices[firstMask(endingBehind: span.start)...].prefix { maskedSpans[$0].start < span.end }
            .map(hiddenSpan(ofMask:))
    }

    /// A mask without the quotes in it.
    private func hiddenSpan(ofMask index: Int) -> SourceSpan {
        let span = SourceSpan(max(maskedSpans[index].start, 0), min(maskedSpans[index].end, text.count))
        let isQuoted =
            span.count > 1 && text[span.start] == UInt8(ascii: "\"") && text[span.end - 1] == UInt8(ascii: "\"")
        return isQuoted ? SourceSpan(span.start + 1, span.end - 1) : span
    }

    /// Whether some of `span` is masked. O(log masks)
    func masksPart(of span: SourceSpan) -> Bool {
        let index = firstMask(endingBehind: span.start)
        return index < maskedSpans.count && maskedSpans[index].start < span.end
    }

    /// Whether all of `span` is masked. O(log masks)
    func masksAll(of span: SourceSpan) -> Bool {
        let index = firstMask(endingBehind: span.start)
        return index < maskedSpans.count && maskedSpans[index].start <= span.start && span.end <= maskedSpans[index].end
    }

    private func firstMask(endingBehind offset: Int) -> Int {
        var low = 0
        var high = maskedSpans.count
        while low < high {
            let middle = (low + high) / 2
            if maskedSpans[middle].end <= offset { low = middle + 1 } else { high = middle }
        }
        return low
    }

    package var hasMask: Bool { !maskedSpans.isEmpty }
}

extension SourcePlace {
    /// Whether the value here, or one inside it, must not be shown.
    package var holdsMasked: Bool { file.masksPart(of: span) }
    /// Whether the value here is one, or stands inside one, that must not be shown.
    package var isMasked: Bool { file.masksAll(of: span) }
}
