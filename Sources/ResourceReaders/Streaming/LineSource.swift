/// A JSON Lines file that is read in parts and more than once, so that it never has to be in memory as a whole.
///
/// Whoever opens files gives one; nothing is opened from here.
package protocol LineSource: Sendable {
    /// The name as the user gave it.
    var name: String { get }

    /// At most `count` bytes from `offset`; empty at the end, nil where they cannot be read.
    func bytes(at offset: Int, count: Int) -> [UInt8]?

    /// Whether the file is another than it was when it was opened, or a piece of it could not be read: what was read of it is
    /// then worth nothing.
    var hasChanged: Bool { get }
}
