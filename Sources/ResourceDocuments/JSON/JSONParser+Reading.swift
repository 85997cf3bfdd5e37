import CByteScan

extension JSONParser {
    /// The loop: a key where one is due, a value, then what follows a value.
    ///
    /// A list's or map's words wait on the stack until it ends, then move to the tape side by side. Everything that the loop
    /// touches for each byte is a local; `self` is written at its ends and by the functions that are seldom called.
    ///
    /// No byte past the padding is read: wherever more than one byte is loaded, or a loop goes round, `position` was at
    /// most `end` before. What follows `end` may look like the text's continuation, so each token's end is compared with it.
    @inline(never)
    mutating func read(_ table: inout KeyStorage) throws(DocumentError) -> TapeWord {
        let start = text
        let end = text + textCount
        let stack = stack
        let words = words
        let deepest = containers + limits.maximumDepth
        let known = UnsafePointer(knownKeys.base)
        var key = knownKeys.beginning
        var position = UTF8Sequence.isByteOrderMark(at: start, before: end) ? start + 3 : start
        var top = stack
        var tapeEnd = 0
        var container = containers
        container.pointee = JSONContainer(base: stack, key: key, offset: 0, closer: 0)

        position = Self.skipSpace(position, end)
        reading: while true {
            if container.pointee.isMap {
                let guess = known + Int(key.pointee.next[0])
                let word: TapeWord
                if position < end, KnownKey.isWritten(guess, at: position, before: end) {
                    word = TapeWord(
                        .key, high: UInt32(truncatingIfNeeded: position + 1 - start), low: guess.pointee.id)
                    position += Int(guess.pointee.extent)
                    key = UnsafeMutablePointer(mutating: guess)
                } else {
                    self.key = key
                    position = try readKey(at: position, in: container, &table)
                    key = self.key
                    word = scalar
                }
                container.pointee.note(word)
                top.pointee = word.rawValue
                top += 1
            }

            guard position < end else { throw fault(expecting: .value, at: position, in: container.pointee) }
            var byte = position.pointee
            if byte <= UInt8(ascii: " ") {
                // Behind a guess may be more white space than where its key was learnt.
                position = Self.skipSpace(position, end)
                guard position < end else { throw fault(expecting: .value, at: position, in: container.pointee) }
                byte = position.pointee
            }
            let word: TapeWord
            switch byte {
            case UInt8(ascii: "\""):
                let string = position + 1
                var stop = string
                var mask = cs_special16(stop)
                while mask == 0, end - stop > 16 {
                    stop += 16
                    mask = cs_special16(stop)
                }
                stop += mask.trailingZeroBitCount & 15
                if stop < end, stop.pointee == UInt8(ascii: "\"") {
                    word = TapeWord(
                        .string, high: UInt32(truncatingIfNeeded: string - start),
                        low: UInt32(truncatingIfNeeded: stop - string))
                    position = stop + 1
                } else {
                    position = try readString(at: string)
                    word = scalar
                }
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
                let isNegative = byte == UInt8(ascii: "-")
                let digits = isNegative ? position + 1 : position
                var stop = digits
                let magnitude = JSONNumber.magnitude(at: &stop, before: end)
                let count = stop - digits
                let after = stop.pointee
                // A leading zero, a fraction, an exponent, -0, many digits or none: read with care.
                if count > 0, count <= JSONNumber.inlineDigits, stop <= end,
                    digits.pointee != UInt8(ascii: "0") || (count == 1 && !isNegative),
                    after != UInt8(ascii: "."), after | 0x20 != UInt8(ascii: "e")
                {
                    let value = Int64(bitPattern: magnitude)
                    word = TapeWord(integer: isNegative ? 0 &- value : value)
                    position = stop
                } else {
                    position = try readNumber(at: position)
                    word = scalar
                }
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                guard container < deepest else {
                    throw DocumentError(.tooDeep, at: position - start, limit: limits.maximumDepth)
                }
                // `containers` has room for the root and for one more than `deepest` below it.
                container += 1
                // ASCII: a bracket and the one that closes it are two apart.
                container.pointee = JSONContainer(
                    base: top, key: key, offset: UInt32(truncatingIfNeeded: position - start), closer: byte &+ 2)
                let inside = key.pointee.inside
                key = inside != 0 ? UnsafeMutablePointer(mutating: known + Int(inside)) : knownKeys.makeInside(of: key)
                position = Self.skipSpace(position + 1, end)
                if position >= end || position.pointee != byte &+ 2 { continue reading }
                word = TapeWord(
                    byte == UInt8(ascii: "{") ? .object : .array, high: UInt32(truncatingIfNeeded: tapeEnd), low: 0)
                position += 1
                key = container.pointee.key
                container -= 1
            case UInt8(ascii: "t"):
                guard Self.load4(position) == Self.trueText, end - position >= 4 else {
                    throw fault(expecting: .value, at: position, in: container.pointee)
                }
                word = .true
                position += 4
            case UInt8(ascii: "f"):
                guard Self.load4(position + 1) == Self.falseText, end - position >= 5 else {
                    throw fault(expecting: .value, at: position, in: container.pointee)
                }
                word = .false
                position += 5
            case UInt8(ascii: "n"):
                guard Self.load4(position) == Self.nullText, end - position >= 4 else {
                    throw fault(expecting: .value, at: position, in: container.pointee)
                }
                word = .null
                position += 4
            default:
                throw fault(expecting: .value, at: position, in: container.pointee)
            }
            // Each value and key has its share of the text: see `JSONParser`.
            top.pointee = word.rawValue
            top += 1

            while true {
                position = Self.skipSpace(position, end)
                if container == containers { break reading }
                guard position < end else { throw endFault(at: position, in: container) }
                let byte = position.pointee
                if byte == UInt8(ascii: ",") {
                    position = Self.skipSpace(position + 1, end)
                    continue reading
                }
                guard byte == container.pointee.closer else { throw endFault(at: position, in: container) }
                position += 1
                // Every word moves to the tape once: no more room is needed than on the stack.
                let base = container.pointee.base
                let count = Int(bitPattern: (UInt(bitPattern: top) &- UInt(bitPattern: base)) &>> 3)
                cs_copy_words(words + tapeEnd, base, count)
                let place = UInt32(truncatingIfNeeded: tapeEnd)
                tapeEnd &+= count
                var tag = TapeTag.array
                var members = UInt32(truncatingIfNeeded: count)
                if byte == JSONContainer.mapEnd {
                    members &>>= 1
                    tag =
                        container.pointee.mayHoldDuplicates && hasDuplicates(from: Int(place), count: count)
                        ? .objectWithDuplicates : .object
                }
                base.pointee = TapeWord(tag, high: place, low: members).rawValue
                top = base + 1
                key = container.pointee.key
                container -= 1
            }
        }
        guard position >= end else { throw fault(expecting: .end, at: position, in: container.pointee) }
        wordCount = tapeEnd
        return TapeWord(rawValue: stack.pointee)
    }

    /// Neither a comma nor the bracket that closes `container`.
    @inline(never)
    private func endFault(at place: UnsafePointer<UInt8>, in container: UnsafePointer<JSONContainer>) -> DocumentError {
        fault(
            expecting: container.pointee.isMap ? .commaOrMapEnd : .commaOrListEnd, at: place, in: container.pointee)
    }

    /// Past white space, at most to `end`; none and one space are by far the most frequent.
    @inline(__always)
    static func skipSpace(_ position: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>) -> UnsafePointer<UInt8> {
        if position.pointee > UInt8(ascii: " ") { return position }
        if position.pointee == UInt8(ascii: " "), position < end, position[1] > UInt8(ascii: " ") {
            return position + 1
        }
        return skipLongSpace(position, end)
    }

    @inline(never)
    private static func skipLongSpace(
        _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>
    ) -> UnsafePointer<UInt8> {
        var position = start
        while position < end {
            let mask = cs_visible16(position)
            if mask != 0 { return min(position + mask.trailingZeroBitCount, end) }
            position += 16
        }
        return end
    }

    /// A number that the loop does not read itself; its word is in `scalar`.
    @inline(never)
    private mutating func readNumber(at start: UnsafePointer<UInt8>) throws(DocumentError) -> UnsafePointer<UInt8> {
        let offset = start - text
        switch JSONNumber.scan(UnsafeBufferPointer(start: text, count: textCount), from: offset) {
        case .number(.integer(let value), let end):
            scalar = TapeWord(integer: value)
            return text + end
        case .number(.decimal, let end):
            scalar = TapeWord(
                .decimal, high: UInt32(truncatingIfNeeded: offset), low: UInt32(truncatingIfNeeded: end - offset))
            return text + end
        case .fault(let fault, let place):
            throw numberFault(fault, at: place, from: offset)
        }
    }

    @inline(__always)
    private static func load4(_ position: UnsafePointer<UInt8>) -> UInt32 {
        UnsafeRawPointer(position).loadUnaligned(as: UInt32.self)
    }

    // Four ASCII characters each, as `load4` reads them.
    private static var trueText: UInt32 { UInt32(littleEndian: 0x65_75_72_74) }
    private static var falseText: UInt32 { UInt32(littleEndian: 0x65_73_6C_61) }
    private static var nullText: UInt32 { UInt32(littleEndian: 0x6C_6C_75_6E) }
}
