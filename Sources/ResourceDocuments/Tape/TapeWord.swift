/// One value on a document's tape: 64 plain bits that describe themselves.
///
///     bits 0…3   the tag
///     bits 4…63  the payload
///
/// | tag | payload |
/// |---|---|
/// | null, false, true | – |
/// | integer | 60 bits, signed |
/// | decimal | `offset:32 \| length:28`: the number as written, in the text |
/// | string | `offset:32 \| length:28`: the characters, in the text; no escapes |
/// | decodedString | `offset:32 \| length:28`: the characters, in the decoded bytes |
/// | array | `index:32 \| count:28`: `count` words from `index` |
/// | object | `index:32 \| count:28`: `count` pairs of key word and value word from `index` |
/// | objectWithDuplicates | as object; some key occurs twice |
/// | key | `offset:32 \| id:28`; only in front of an object's value |
/// | undetermined | `index:32 \| count:28`: at `index` its name, a decoded string, for `count` 2 and 3 the object that is written in its stead; from `count` 3 on it may turn out to be nothing (filled up with nulls); `count` 4 says besides that nobody wrote it |
/// | unknown, resource, list, extra | the machine's own: never on a document's tape |
///
/// `@usableFromInline` on the type and its stored properties is what lets another module inline its accessors; `@inlinable`
/// alone leaves a call for each.
@frozen @usableFromInline package struct TapeWord: Hashable, Sendable {
    @usableFromInline package let rawValue: UInt64

    @inlinable @inline(__always) package init(rawValue: UInt64) { self.rawValue = rawValue }

    @inlinable @inline(__always) package init(_ tag: TapeTag, high: UInt32, low: UInt32) {
        rawValue = UInt64(high) << 32 | UInt64(low) << 4 | UInt64(tag.rawValue)
    }

    /// An integer that fits 60 bits signed.
    @inlinable @inline(__always) package init(integer: Int64) {
        rawValue = UInt64(bitPattern: integer &<< 4) | UInt64(TapeTag.integer.rawValue)
    }

    @inlinable @inline(__always) package static var null: TapeWord { TapeWord(rawValue: UInt64(TapeTag.null.rawValue)) }
    @inlinable @inline(__always) package static var `false`: TapeWord {
        TapeWord(rawValue: UInt64(TapeTag.false.rawValue))
    }
    @inlinable @inline(__always) package static var `true`: TapeWord {
        TapeWord(rawValue: UInt64(TapeTag.true.rawValue))
    }

    @inlinable @inline(__always) package var rawTag: UInt8 { UInt8(truncatingIfNeeded: rawValue) & 15 }
    @inlinable @inline(__always) package var tag: TapeTag { TapeTag(bits: rawTag) }
    /// Offset or index.
    @inlinable @inline(__always) package var high: Int { Int(rawValue &>> 32) }
    /// Length, count or key id: 28 bits.
    @inlinable @inline(__always) package var low: Int { Int((rawValue &>> 4) & 0x0FFF_FFFF) }
    @inlinable @inline(__always) package var integer: Int64 { Int64(bitPattern: rawValue) &>> 4 }

    /// The largest magnitude an inline integer holds.
    @inlinable @inline(__always) package static var integerLimit: Int64 { 1 << 59 }
}

/// The low four bits of a tape word. All sixteen are named, so that reading one can never fail.
@frozen @usableFromInline package enum TapeTag: UInt8, Sendable {
    case null = 0
    case `false` = 1
    case `true` = 2
    case integer = 3
    case decimal = 4
    case string = 5
    case decodedString = 6
    case array = 7
    case object = 8
    case objectWithDuplicates = 9
    case key = 10
    case undetermined = 11
    case unknown = 12
    case resource = 13
    case list = 14
    case extra = 15

    /// Of the lowest four bits, each of whose values is a tag.
    @inlinable @inline(__always) package init(bits: UInt8) { self = unsafeBitCast(bits & 15, to: TapeTag.self) }
}
