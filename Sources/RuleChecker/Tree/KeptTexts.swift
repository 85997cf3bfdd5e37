package import SourceText
import Synchronization

/// What reports write of a rule again and again, and hangs on nothing but the rule: made when it is first written, for findings of one rule are many.
///
/// There are as many as places in the rule that are written of.
package final class KeptTexts: Sendable {
    private struct Key: Hashable {
        let place: SourcePlace
        let other: SourcePlace?
        let form: Int
    }

    private let texts = Mutex<[Key: [UInt8]]>([:])

    package init() {}

    /// - Parameters:
    ///   - place: what the text is of, with another one or alone.
    ///   - form: tells texts of the same places from one another.
    package func text(
        of place: SourcePlace, and other: SourcePlace? = nil, form: Int, otherwise make: () -> [UInt8]
    ) -> [UInt8] {
        let key = Key(place: place, other: other, form: form)
        if let known = texts.withLock({ $0[key] }) { return known }
        let text = make()
        texts.withLock { $0[key] = text }
        return text
    }
}
