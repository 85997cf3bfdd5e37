/// Walks over the bytes of one value's text: an address, a date, a version.
struct ByteScanner {
    let text: UnsafeBufferPointer<UInt8>
    private(set) var position = 0

    init(_ text: UnsafeBufferPointer<UInt8>) { self.text = text }

    var isAtEnd: Bool { position == text.count }

    /// The byte at the position; nil at the end.
    var next: UInt8? { position < text.count ? text[position] : nil }

    /// The digit at the position.
    var digit: UInt8? {
        guard position < text.count else { return nil }
        let digit = text[position] &- UInt8(ascii: "0")
        return digit < 10 ? digit : nil
    }

    mutating func advance() { position = min(position + 1, text.count) }

    /// Back to a position that was read before.
    mutating func rewind(to position: Int) { self.position = min(position, self.position) }

    /// Steps over `byte` when it stands here.
    mutating func take(_ byte: Unicode.Scalar) -> Bool {
        guard position < text.count, UInt32(text[position]) == byte.value else { return false }
        position += 1
        return true
    }

    /// Exactly `count` digits, at most nine.
    mutating func digits(_ count: Int) -> Int? {
        var value = 0
        for _ in 0..<count {
            guard let digit else { return nil }
            value = value * 10 + Int(digit)
            position += 1
        }
        return value
    }

    /// A decimal number without leading zeros, at most `maximum`.
    mutating func decimal(maximum: Int) -> Int? {
        guard let first = digit else { return nil }
        position += 1
        var value = Int(first)
        while let digit {
            value = value * 10 + Int(digit)
            guard first != 0, value <= maximum else { return nil }
            position += 1
        }
        return value <= maximum ? value : nil
    }
}

extension String {
    /// What `read` makes of the bytes of a value's text.
    func read<Value>(_ read: (UnsafeBufferPointer<UInt8>) -> Value) -> Value {
        var text = self
        return text.withUTF8(read)
    }
}
