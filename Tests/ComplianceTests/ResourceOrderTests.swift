import Compliance
import Testing

/// Resources in reports stand by kind, account, id and file, however many there are.
@Suite struct ResourceOrderTests {
    private typealias Key = (kind: String, account: String?, id: String, file: String)

    private func order(_ keys: [Key]) -> [UInt32] {
        var order = ResourceOrder()
        for key in keys { order.append(kind: key.kind, account: key.account, id: key.id, file: key.file) }
        return order.sorted()
    }

    @Test func kindsComeFirstThenAccountsIDsAndFiles() {
        let keys: [Key] = [
            ("b", nil, "a", "f"), ("a", "y", "b", "f"), ("a", "y", "a", "g"), ("a", "y", "a", "f"),
            ("a", nil, "z", "f"),
            ("a", "x", "bb", "f"), ("a", "x", "b", "f"),
        ]
        #expect(order(keys) == [4, 6, 5, 3, 2, 1, 0])
    }

    @Test func whatIsEqualStaysInItsOrder() {
        #expect(order([("k", nil, "b", "f"), ("k", nil, "a", "f"), ("k", "", "a", "f")]) == [1, 2, 0])
        #expect(order([]) == [])
    }

    /// As texts are ordered: an e and an accent are an é, which comes before an f and behind an e.
    @Test func idsBeyondASCIIAreOrderedAsTexts() {
        let ids = ["f", "e\u{301}b", "\u{e9}a", "e", "\u{e9}c"]
        #expect(order(ids.map { ("k", nil, $0, "f") }).map { ids[Int($0)] } == ids.sorted())
        #expect(order(ids.map { ("k", nil, $0, "f") }) == [3, 0, 2, 1, 4])
    }
}
