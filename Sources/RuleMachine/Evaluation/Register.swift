import ResourceDocuments

/// A value while a rule runs: 16 plain bytes, no ownership.
///
/// | tag of `word` | `aux` |
/// |---|---|
/// | what a tape holds | the `DocumentView` that the word's offsets and indices speak of |
/// | unknown | nothing; the causes stand in the word's low payload |
/// | resource | the `InventoryEntry` |
/// | list | the first of `low` registers; `high` holds the causes of its Unknown elements, none in a list whose elements are all known |
/// | extra | by `ExtraKind`, in the word's low payload |
///
/// INVARIANT: what `aux` points to lives until the run on this resource ends: in the document, the constants, the inventory or
/// the arena.
struct Register {
    var word: TapeWord
    var aux: UInt64

    @inline(__always) init(word: TapeWord, aux: UInt64) {
        self.word = word
        self.aux = aux
    }

    @inline(__always) init(word: TapeWord, view: UnsafePointer<DocumentView>) {
        self.word = word
        aux = UInt64(UInt(bitPattern: view))
    }

    @inline(__always) init(_ causes: UnknownCauses) {
        word = .unknown(causes)
        aux = 0
    }

    @inline(__always) init(_ truth: Bool) {
        word = truth ? .true : .false
        aux = 0
    }
}

/// What an `extra` word holds.
enum ExtraKind: UInt32 {
    /// `aux` is an `AddressRange` in the arena or among the constants.
    case address
    /// Nanoseconds in the word's high half, seconds in `aux`.
    case instant, span
    /// An index into the machine's versions.
    case version
    /// `aux` is the `Pattern`, which the constants or the machine keep alive.
    case pattern
    /// A derived map, of an entry: `high` members, `aux` a register for each key and each value.
    case entry
    /// Constants only, operands of one instruction, never the value of an expression: `aux` is a `TextSet`, a `FrozenAddressSet`, a `Glob`.
    case texts, addresses, glob
    /// The same; an index into the kinds, the joins.
    case kind, join
}

extension TapeWord {
    @inline(__always) init(_ kind: ExtraKind, high: UInt32 = 0) { self.init(.extra, high: high, low: kind.rawValue) }

    /// null, undetermined and unknown.
    @inline(__always) var isUnknown: Bool {
        let tags: UInt32 =
            1 << TapeTag.null.rawValue | 1 << TapeTag.undetermined.rawValue | 1 << TapeTag.unknown.rawValue
        return (tags &>> UInt32(rawTag)) & 1 != 0
    }

    @inline(__always) var isMap: Bool {
        rawTag == TapeTag.object.rawValue || rawTag == TapeTag.objectWithDuplicates.rawValue
    }

    @inline(__always) var isText: Bool {
        rawTag == TapeTag.string.rawValue || rawTag == TapeTag.decodedString.rawValue
    }

    @inline(__always) var isNumber: Bool {
        rawTag == TapeTag.integer.rawValue || rawTag == TapeTag.decimal.rawValue
    }

    @inline(__always) var isBoolean: Bool {
        rawTag == TapeTag.true.rawValue || rawTag == TapeTag.false.rawValue
    }
}

extension Register {
    @inline(__always) var pointer: UnsafeRawPointer {
        UnsafeRawPointer(bitPattern: UInt(truncatingIfNeeded: aux)).unsafelyUnwrapped
    }

    /// Of a word that stands on a tape.
    @inline(__always) var view: UnsafePointer<DocumentView> { pointer.assumingMemoryBound(to: DocumentView.self) }

    @inline(__always) var isUnknown: Bool { word.isUnknown }

    /// A document's undetermined value, with its name. A null or undetermined value becomes Unknown without a name where it is
    /// read as something else.
    @inline(__always) var isDecidedLater: Bool { word.rawTag == TapeTag.undetermined.rawValue }

    /// The map that is written where a document's undetermined value will be.
    var written: Register? {
        isDecidedLater ? view.pointee.written(for: word).map { Register(word: $0, aux: aux) } : nil
    }

    /// Itself as an element of a list: a null is the Unknown that it reads as.
    @inline(__always) var asElement: Register { isUnknown && !isDecidedLater ? Register(causes) : self }

    /// Why it is Unknown; empty of a known value. A null is Unknown(absent).
    @inline(__always) var causes: UnknownCauses {
        switch word.tag {
        case .unknown: UnknownCauses(rawValue: UInt8(truncatingIfNeeded: word.low))
        case .null: .absent
        case .undetermined: .undetermined
        case .false, .true, .integer, .decimal, .string, .decodedString, .array, .object, .objectWithDuplicates, .key,
            .resource, .list, .extra:
            UnknownCauses()
        }
    }

    /// INVARIANT: `aux` is an object of that class, kept alive as long as this register is used. Machines share it, so nobody counts
    /// references to it.
    @inline(__always) func object<Object: AnyObject>(_ type: Object.Type) -> Unmanaged<Object> { .fromOpaque(pointer) }

    /// Of a text, a decimal.
    @inline(__always) var bytes: UnsafeBufferPointer<UInt8> { view.pointee.bytes(of: word) }

    var extraKind: ExtraKind? { word.tag == .extra ? ExtraKind(rawValue: UInt32(word.low)) : nil }

    /// A resource read as its properties; anything else as it is.
    @inline(__always) var asValue: Register {
        guard word.rawTag == TapeTag.resource.rawValue else { return self }
        return pointer.assumingMemoryBound(to: InventoryEntry.self).pointee.propertiesRegister(at: view)
    }
}

/// The kinds of values that Meaning.md tells apart.
enum ValueKind {
    case unknown, boolean, number, text, list, map, address, instant, span, version, pattern
}

extension Register {
    var kind: ValueKind {
        switch word.tag {
        case .null, .undetermined, .unknown, .key: .unknown
        case .true, .false: .boolean
        case .integer, .decimal: .number
        case .string, .decodedString: .text
        case .array, .list: .list
        case .object, .objectWithDuplicates, .resource: .map
        case .extra:
            switch extraKind {
            case .address: .address
            case .instant: .instant
            case .span: .span
            case .version: .version
            case .pattern: .pattern
            case .entry: .map
            case .texts, .addresses, .glob, .kind, .join, nil: .unknown
            }
        }
    }
}
