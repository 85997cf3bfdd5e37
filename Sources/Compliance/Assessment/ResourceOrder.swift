/// The order of resources in reports: by kind, account, id and file. Of each are held the bytes of its id, and some numbers.
package struct ResourceOrder {
    /// Kind, account and file by their numbers in `texts`, and where the id ends.
    private struct Entry {
        let kind: UInt32
        let account: UInt32
        let file: UInt32
        let end: Int
    }

    private var entries: [Entry] = []
    private var ids: [UInt8] = []
    private var isASCII = true
    private var texts: [String] = []
    private var numbers: [String: UInt32] = [:]

    package init() {}

    package mutating func append(kind: String, account: String?, id: String, file: String) {
        let start = ids.count
        ids.append(contentsOf: id.utf8)
        isASCII = isASCII && ids[start...].allSatisfy { $0 < 0x80 }
        entries.append(
            Entry(kind: number(of: kind), account: number(of: account ?? ""), file: number(of: file), end: ids.count))
    }

    private mutating func number(of text: String) -> UInt32 {
        if let number = numbers[text] { return number }
        let number = UInt32(truncatingIfNeeded: texts.count)
        texts.append(text)
        numbers[text] = number
        return number
    }

    /// Positions of what was appended; equal ones in the order in which they were.
    package func sorted() -> [UInt32] {
        var ranks = Array(repeating: 0, count: texts.count)
        for (rank, number) in texts.indices.sorted(by: { texts[$0] < texts[$1] }).enumerated() { ranks[number] = rank }
        func rank(_ number: UInt32) -> Int { ranks[Int(number)] }
        return (0..<UInt32(truncatingIfNeeded: entries.count)).sorted { left, right in
            let (one, other) = (entries[Int(left)], entries[Int(right)])
            if one.kind != other.kind { return rank(one.kind) < rank(other.kind) }
            if one.account != other.account { return rank(one.account) < rank(other.account) }
            let order = compareIDs(Int(left), Int(right))
            if order != 0 { return order < 0 }
            return one.file == other.file ? left < right : rank(one.file) < rank(other.file)
        }
    }

    /// As texts are ordered, which is the order of their bytes where all are ASCII.
    private func compareIDs(_ left: Int, _ right: Int) -> Int {
        let (one, other) = (id(left), id(right))
        if !isASCII {
            let (one, other) = (String(decoding: one, as: UTF8.self), String(decoding: other, as: UTF8.self))
            return one == other ? 0 : one < other ? -1 : 1
        }
        for (byte, otherByte) in zip(one, other) where byte != otherByte { return byte < otherByte ? -1 : 1 }
        return one.count - other.count
    }

    private func id(_ position: Int) -> ArraySlice<UInt8> {
        ids[(position == 0 ? 0 : entries[position - 1].end)..<entries[position].end]
    }
}
