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
        let containers = containers
        let maximumDepth = limits.maximumDepth
        var predictions = predictions
        // The slot of the guess: the last key's id, see `JSONParser.guessedKeys`.
        var previousKey = 0
        var position = UTF8Sequence.isByteOrderMark(at: start, before: end) ? start + 3 : start
        var top = stack
        var tapeEnd = 0
        var depth = 0
        var container = JSONContainer(base: stack, offset: 0, closer: 0)

        position = skipSpace(position, end)
        reading: while true {
            if container.isMap {
                guard position < end, position.pointee == UInt8(ascii: "\"") else {
                    throw fault(expecting: .key, at: position, in: container)
                }
                let key = position + 1
                let guess = predictions + previousKey
                let equal = cs_equal32(key, UnsafeRawPointer(guess).assumingMemoryBound(to: UInt8.self))
                let guessEnd = key + Int(guess.pointee.length) + 1
                let word: TapeWord
                if equal & guess.pointee.mask == guess.pointee.mask, guessEnd < end {
                    previousKey = Int(guess.pointee.id)
                    word = TapeWord(.key, high: UInt32(truncatingIfNeeded: key - start), low: guess.pointee.id)
                    position = guessEnd
                } else {
                    position = try readKey(at: position, after: previousKey, &table)
                    predictions = self.predictions
                    word = scalar
                    previousKey = word.low < Self.guessedKeys ? word.low : 0
                }
                let bit = 1 &<< UInt64(truncatingIfNeeded: word.low)
                container.mayHoldDuplicates = container.mayHoldDuplicates || container.seen & bit != 0
                container.seen |= bit
                top.pointee = word.rawValue
                top += 1
                if position.pointee != UInt8(ascii: ":") { position = skipSpace(position, end) }
                guard position < end, position.pointee == UInt8(ascii: ":") else {
                    throw fault(expecting: .colon, at: position, in: container)
                }
                position = skipSpace(position + 1, end)
            }

            guard position < end else { throw fault(expecting: .value, at: position, in: container) }
            let word: TapeWord
            let byte = position.pointee
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
                var magnitude: UInt64 = 0
                while stop < end {
                    let digit = stop.pointee &- UInt8(ascii: "0")
                    if digit > 9 { break }
                    magnitude = magnitude &* 10 &+ UInt64(digit)
                    stop += 1
                }
                let count = stop - digits
                let after = stop.pointee
                // A leading zero, a fraction, an exponent, -0, many digits or none: read with care.
                if count > 0, count <= JSONNumber.inlineDigits,
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
                guard depth < maximumDepth else {
                    throw DocumentError(.tooDeep, at: position - start, limit: maximumDepth)
                }
                // `depth` is below the room for containers.
                containers[depth] = container
                depth &+= 1
                // ASCII: a bracket and the one that closes it are two apart.
                container = JSONContainer(
                    base: top, offset: UInt32(truncatingIfNeeded: position - start), closer: byte &+ 2)
                position = skipSpace(position + 1, end)
                if position >= end || position.pointee != container.closer { continue reading }
                word = TapeWord(
                    byte == UInt8(ascii: "{") ? .object : .array, high: UInt32(truncatingIfNeeded: tapeEnd), low: 0)
                position += 1
                depth &-= 1
                container = containers[depth]
            case UInt8(ascii: "t"):
                guard Self.load4(position) == Self.trueText, end - position >= 4 else {
                    throw fault(expecting: .value, at: position, in: container)
                }
                word = .true
                position += 4
            case UInt8(ascii: "f"):
                guard Self.load4(position + 1) == Self.falseText, end - position >= 5 else {
                    throw fault(expecting: .value, at: position, in: container)
                }
                word = .false
                position += 5
            case UInt8(ascii: "n"):
                guard Self.load4(position) == Self.nullText, end - position >= 4 else {
                    throw fault(expecting: .value, at: position, in: container)
                }
                word = .null
                position += 4
            default:
                throw fault(expecting: .value, at: position, in: container)
            }
            // Each value and key has its share of the text: see `JSONParser`.
            top.pointee = word.rawValue
            top += 1

            while true {
                position = skipSpace(position, end)
                if depth == 0 { break reading }
                guard position < end else {
                    throw fault(
                        expecting: container.isMap ? .commaOrMapEnd : .commaOrListEnd, at: position, in: container)
                }
                let byte = position.pointee
                if byte == UInt8(ascii: ",") {
                    position = skipSpace(position + 1, end)
                    continue reading
                }
                guard byte == container.closer else {
                    throw fault(
                        expecting: container.isMap ? .commaOrMapEnd : .commaOrListEnd, at: position, in: container)
                }
                position += 1
                // Every word moves to the tape once: no more room is needed than on the stack.
                let count = top - container.base
                cs_copy_words(words + tapeEnd, container.base, count)
                let tag: TapeTag
                if !container.isMap {
                    tag = .array
                } else if container.mayHoldDuplicates, hasDuplicates(from: tapeEnd, count: count) {
                    tag = .objectWithDuplicates
                } else {
                    tag = .object
                }
                let members = container.isMap ? count &>> 1 : count
                top = container.base
                top.pointee =
                    TapeWord(
                        tag, high: UInt32(truncatingIfNeeded: tapeEnd), low: UInt32(truncatingIfNeeded: members)
                    ).rawValue
                top += 1
                tapeEnd &+= count
                depth &-= 1
                container = containers[depth]
            }
        }
        guard position >= end else { throw fault(expecting: .end, at: position, in: container) }
        wordCount = tapeEnd
        return TapeWord(rawValue: stack.pointee)
    }

    /// Past white space, at most to `end`; none and one space are by far the most frequent.
    @inline(__always)
    private func skipSpace(_ position: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>) -> UnsafePointer<UInt8> {
        if position.pointee > UInt8(ascii: " ") { return position }
        if position.pointee == UInt8(ascii: " "), position < end, position[1] > UInt8(ascii: " ") {
            return position + 1
        }
        return Self.skipLongSpace(position, end)
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
