import ResourceDocuments
import SourceText
import Synchronization

/// Makes resources of lines, one after another in one parser's buffers: lines of a kind are alike, and their keys known.
final class LineResources: Sendable {
    private let stream = Mutex<ResourceStream?>(nil)

    /// nil where the line holds no resource.
    ///
    /// - Parameters:
    ///   - text: the line alone.
    ///   - number: in its file, from 1.
    ///   - keys: what its document's table begins with.
    func resource(
        _ text: [UInt8], number: Int, of name: String, keys: KeyTable, limits: DocumentLimits
    ) -> Resource? {
        let padded = PaddedBytes(copying: text)
        let plain = stream.withLock { stream in
            let line = StreamLine(bytes: padded.buffer, span: SourceSpan(0, padded.count), number: number)
            var reader = stream.take() ?? ResourceStream(of: name, keys: KeyTable(copying: keys), limits: limits)
            reader.source = name
            let resource = reader.plainResource(on: line)
            stream = consume reader
            return resource
        }
        if let plain { return plain }
        return text.withUnsafeBufferPointer {
            StreamedLine.read($0, number: number, of: name, keys: keys, limits: limits, isKnown: true).resource
        }
    }
}
