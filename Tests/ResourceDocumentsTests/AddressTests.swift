import ResourceDocuments
import TestSupport
import Testing

@Suite struct AddressTests {
    @Test(arguments: [
        ("10.0.0.1", "10.0.0.1"), ("10.1.2.3/8", "10.0.0.0/8"), ("0.0.0.0/0", "0.0.0.0/0"),
        ("255.255.255.255", "255.255.255.255"),
        ("10.0.0.1/32", "10.0.0.1"), ("10.0.0.0-10.0.0.255", "10.0.0.0/24"), ("10.0.0.1-10.0.0.9", "10.0.0.1-10.0.0.9"),
        ("::", "::"), ("::/0", "::/0"), ("::1", "::1"), ("2001:DB8::8:800:200C:417A", "2001:db8::8:800:200c:417a"),
        ("2001:0db8:0:0:0:0:0:1", "2001:db8::1"), ("2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"),
        ("2001:0:0:1:0:0:0:1", "2001:0:0:1::1"), ("2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"),
        ("::ffff:10.0.0.1", "::ffff:a00:1"), ("64:ff9b::192.0.2.33", "64:ff9b::c000:221"),
        ("1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"),
        ("::2:3:4:5:6:7:8", "0:2:3:4:5:6:7:8"), ("fe80::1/10", "fe80::/10"), ("::1-::ff", "::1-::ff"),
        ("1:2:3:4:5:6:1.2.3.4", "1:2:3:4:5:6:102:304"),
    ])
    func isReadAndWrittenAgain(_ text: String, _ canonical: String) throws {
        let range = try #require(AddressRange(text))
        #expect(range.description == canonical)
        #expect(AddressRange(canonical) == range)
    }

    @Test(arguments: [
        "", "10", "10.0.0", "10.0.0.0.1", "10.0.0.256", "010.0.0.1", "10.0.0.01", "10.0.0.1 ", " 10.0.0.1",
        "10.0.0.0/33", "10.0.0.0/",
        "10.0.0.0/08", "10.0.0.0/-1", "10.0.0.0/255.0.0.0", "10.0.0.9-10.0.0.1", "10.0.0.1-", "10.0.0.1-::1",
        "10.0.0.0/8-10.0.0.9",
        ":", ":::", "1:", ":1", "1::2::3", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7:8::",
        "::1:2:3:4:5:6:7:8", "12345::", "g::",
        "fe80::1%eth0", "::/129", "1:2:3:4:5:6:7:1.2.3.4", "::1.2.3", "::1.2.3.4:5", "::256.1.1.1", "1.2.3.4::",
        "[::1]", "10.0.0.1\0",
        "any", "0x7f.1", "１０.0.0.1",
    ])
    func isNoAddress(_ text: String) { #expect(AddressRange(text) == nil) }

    @Test func aBlockKnowsItsPrefix() {
        #expect(AddressRange("10.0.0.0/8")?.prefixLength == 8)
        #expect(AddressRange("10.0.0.1")?.prefixLength == 32)
        #expect(AddressRange("::/0")?.prefixLength == 0)
        #expect(AddressRange("0.0.0.0/0")?.prefixLength == 0)
        #expect(AddressRange("::1")?.prefixLength == 128)
        #expect(AddressRange("10.0.0.0-10.0.0.2")?.prefixLength == nil)
        #expect(AddressRange("10.0.0.1-10.0.0.2")?.prefixLength == nil)
    }

    @Test func versionsDoNotMix() throws {
        let four = try #require(AddressRange("0.0.0.0/0"))
        let six = try #require(AddressRange("::/0"))
        let mapped = try #require(AddressRange("::ffff:10.0.0.1"))
        #expect(!six.contains(four) && !four.contains(six) && !four.overlaps(six))
        #expect(!four.contains(mapped) && six.contains(mapped))
    }

    @Test func twoHalvesAreTheWhole() throws {
        let halves = try ["0.0.0.0/1", "128.0.0.0/1"].map { try #require(AddressRange($0)) }
        let everywhere = try #require(AddressRange("0.0.0.0/0"))
        #expect(AddressSet(halves).contains(everywhere))
        #expect(AddressSet(halves) == AddressSet([everywhere]))
        #expect(!AddressSet([halves[0]]).contains(everywhere))
        let six = try ["::/1", "8000::/1"].map { try #require(AddressRange($0)) }
        #expect(AddressSet(six) == AddressSet([try #require(AddressRange("::/0"))]))
        #expect(AddressSet([]).isEmpty && AddressSet([]).isSubset(of: AddressSet(halves)))
    }

    /// 3,000 texts, most of them one slip away from an address: which are addresses, and from where to where, against
    /// Python's `ipaddress`.
    @Test func readsWhatPythonReads() throws {
        let seed: UInt64 = 4_291
        var generator = SeededGenerator(seed: seed)
        let texts = (0..<3_000).map { _ in Self.slipped(Self.randomRange(&generator), &generator) }
        let answers = try PythonOracle.answers(
            to: texts,
            script: Self.python + """

                for line in sys.stdin:
                    try: print(*ends(line[:-1]))
                    except ValueError: print("none")
                """)
        guard let answers else { return }
        #expect(answers.count == texts.count)
        #expect(answers.filter { $0 != "none" }.count > 500)
        for (text, answer) in zip(texts, answers) {
            let range = AddressRange(text)
            #expect(
                (range.map { "\($0.isIPv6 ? 6 : 4) \($0.first) \($0.last)" } ?? "none") == answer,
                "seed \(seed): '\(text)'")
            if let range { #expect(AddressRange(range.description) == range, "seed \(seed): '\(text)'") }
        }
    }

    /// 3,000 pairs of sets of up to six ranges among a few addresses, against sets of Python's integers.
    @Test func setsAgreeWithPython() throws {
        let seed: UInt64 = 5_952
        var generator = SeededGenerator(seed: seed)
        let pairs = (0..<3_000).map { _ in (Self.crowded(&generator), Self.crowded(&generator)) }
        let questions = pairs.map { $0.joined(separator: ",") + "|" + $1.joined(separator: ",") }
        let answers = try PythonOracle.answers(
            to: questions,
            script: Self.python + """

                def addresses(texts):
                    found = set()
                    for text in filter(None, texts.split(",")):
                        version, first, last = ends(text)
                        found.update((version, n) for n in range(first, last + 1))
                    return found
                for line in sys.stdin:
                    left, right = map(addresses, line.strip().split("|"))
                    print(left <= right, bool(left & right), left == right)
                """)
        guard let answers else { return }
        #expect(Set(answers).count >= 4, "too few kinds of answers to say anything")
        for ((left, right), answer) in zip(pairs, answers) {
            let first = try left.map { try #require(AddressRange($0)) }
            let second = try right.map { try #require(AddressRange($0)) }
            let (leftSet, rightSet) = (AddressSet(first), AddressSet(second))
            func python(_ value: Bool) -> String { value ? "True" : "False" }
            let ours = [leftSet.isSubset(of: rightSet), leftSet.intersects(rightSet), leftSet == rightSet].map(python)
            #expect(ours.joined(separator: " ") == answer, "seed \(seed): \(left) and \(right)")
            #expect(rightSet.intersects(leftSet) == leftSet.intersects(rightSet))
            if leftSet == rightSet { #expect(leftSet.hashValue == rightSet.hashValue) }
            if let one = first.first, let other = second.first, first.count == 1, second.count == 1 {
                #expect(other.contains(one) == leftSet.isSubset(of: rightSet))
                #expect(other.overlaps(one) == leftSet.intersects(rightSet))
            }
        }
    }

    /// Of prefix lengths Python also reads netmasks and leading zeros, of addresses also zones.
    private static let python = #"""
        import ipaddress, re, sys
        def ends(text):
            if "%" in text: raise ValueError
            if "-" in text:
                first, last = map(ipaddress.ip_address, text.split("-"))
                if first.version != last.version or first > last: raise ValueError
                return first.version, int(first), int(last)
            if "/" in text and not re.fullmatch("0|[1-9][0-9]*", text.split("/", 1)[1]): raise ValueError
            network = ipaddress.ip_network(text, strict=False)
            return network.version, int(network[0]), int(network[-1])
        """#

    private static func randomRange(_ generator: inout SeededGenerator) -> String {
        let isIPv6 = Bool.random(using: &generator)
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: return randomAddress(isIPv6, &generator)
        case 1: return "\(randomAddress(isIPv6, &generator))-\(randomAddress(isIPv6, &generator))"
        default:
            return "\(randomAddress(isIPv6, &generator))/\(Int.random(in: 0...(isIPv6 ? 129 : 33), using: &generator))"
        }
    }

    private static func randomAddress(_ isIPv6: Bool, _ generator: inout SeededGenerator) -> String {
        let four = (0..<4).map { _ in String(Int.random(in: 0...256, using: &generator)) }.joined(separator: ".")
        guard isIPv6 else { return four }
        var groups = (0..<8).map { _ in
            Bool.random(using: &generator) ? "0" : String(Int.random(in: 0...0xFFFF, using: &generator), radix: 16)
        }
        if Int.random(in: 0..<4, using: &generator) == 0 { groups.replaceSubrange(6..., with: [four]) }
        var text = groups.joined(separator: ":")
        if Bool.random(using: &generator) {
            let start = Int.random(in: 0...groups.count, using: &generator)
            let end = Int.random(in: start...groups.count, using: &generator)
            text = groups[..<start].joined(separator: ":") + "::" + groups[end...].joined(separator: ":")
        }
        return text
    }

    /// One character inserted, removed or replaced, in half of the texts.
    private static func slipped(_ text: String, _ generator: inout SeededGenerator) -> String {
        guard Bool.random(using: &generator), !text.isEmpty else { return text }
        var characters = Array(text)
        let index = Int.random(in: characters.indices, using: &generator)
        let character = "0123456789abcF.:/-% ".randomElement(using: &generator) ?? "0"
        switch Int.random(in: 0..<3, using: &generator) {
        case 0: characters.insert(character, at: index)
        case 1: characters.remove(at: index)
        default: characters[index] = character
        }
        return String(characters)
    }

    /// Up to six ranges of both versions among 32 addresses each.
    private static func crowded(_ generator: inout SeededGenerator) -> [String] {
        (0..<Int.random(in: 0...6, using: &generator)).map { _ in
            let prefix = Int.random(in: 0..<3, using: &generator) == 0 ? "2001:db8::" : "10.0.0."
            let first = Int.random(in: 0..<10, using: &generator)
            let last = first + Int.random(in: 0..<6, using: &generator)
            return "\(prefix)\(first)-\(prefix)\(min(last, 9))"
        }
    }

    @Test(arguments: [
        ("10.0.0.0/24", 2, 7, ["10.0.0.0/25", "10.0.0.128/25"]),
        ("10.0.0.0/24", 0, 7, []),
        ("255.255.255.254/31", 2, 0, ["255.255.255.254", "255.255.255.255"]),
        ("0.0.0.0/0", 2, 31, ["0.0.0.0/1", "128.0.0.0/1"]),
        ("::/0", 2, 127, ["::/1", "8000::/1"]),
        ("::/0", 1, 128, ["::/0"]),
        ("ffff::/16", 3, 0, ["ffff::", "ffff::1", "ffff::2"]),
    ])
    func aBlockIsDivided(_ block: String, _ count: Int, _ hostBits: Int, _ expected: [String]) throws {
        #expect(try #require(AddressRange(block)).blocks(count, hostBits: hostBits)?.map(\.description) == expected)
    }

    /// More than it holds, larger ones, fewer than none, and a range that is no block.
    @Test(arguments: [
        ("10.0.0.0/24", 3, 7), ("10.0.0.0/24", 1, 9), ("10.0.0.0/24", -1, 1), ("10.0.0.0/24", 1, -1),
        ("::/0", 1, 129), ("10.0.0.0-10.0.0.4", 1, 1),
    ])
    func whatABlockDoesNotHoldItDoesNotGive(_ block: String, _ count: Int, _ hostBits: Int) throws {
        #expect(try #require(AddressRange(block)).blocks(count, hostBits: hostBits) == nil)
    }
}
