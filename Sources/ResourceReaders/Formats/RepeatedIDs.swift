import ResourceDocuments
import SourceText

/// Tells the resources of one file apart that share an id because nothing in it is theirs alone: objects without a name, and those
/// whose name is made when they are.
///
/// The first has the id itself, the second `ID#2`, by their position in the file, whatever number of documents that is.
struct RepeatedIDs {
    private var source: SourceFile?
    private var counts: [String: Int] = [:]

    /// - Parameter id: not one that a resource was given.
    mutating func distinct(_ id: PlacedText, of kind: String, in source: SourceFile) -> PlacedText {
        if self.source !== source {
            self.source = source
            counts = [:]
        }
        let count = counts["\(kind) \(id.text)", default: 0] + 1
        counts["\(kind) \(id.text)"] = count
        return count == 1 ? id : PlacedText("\(id.text)#\(count)", at: id.span)
    }
}
