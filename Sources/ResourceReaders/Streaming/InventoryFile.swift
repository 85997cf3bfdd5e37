package import SourceText

/// A file of an inventory, as whoever opens files hands it over.
package enum InventoryFile: Sendable {
    case whole(SourceFile)
    /// JSON Lines, to be read in parts.
    case lines(any LineSource)
}
