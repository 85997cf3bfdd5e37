import ResourceDocuments

/// Loops. The state of an iteration stands in two registers:
///
///     I.word   the tag of what is ranged over: array, object, list, resource, or extra for a derived map
///     I.aux    the view of an array or object; where a list, resource or map begins
///     J.word   the address of the next element
///     J.aux    the address behind the last
///
/// Of a join's candidates those come last of which it is not known whether they have the key, for the others may decide the loop. While
/// they wait, their number stands in `I.word.high` and their begin in `I.aux`; where what they say is kept, `I.word.low` is the loop's number.
extension Workspace {
    static let stride = (array: 8, object: 16, list: 16, resource: 4, map: 32)

    // MARK: Beginning

    /// Always jumps: to the `next` of the loop, which finds nothing in an open source.
    @inline(__always) func iterate(_ i: Instruction) -> Int {
        let value = r[i.b]
        if value.word.rawTag == TapeTag.array.rawValue {
            let start = UInt64(UInt(bitPattern: value.view.pointee.words + value.word.high))
            r[i.a] = value
            r[i.a &+ 1] = Register(
                word: TapeWord(rawValue: start), aux: start &+ UInt64(value.word.low &* Self.stride.array))
        } else {
            let open = Self.iterateOther(value.asValue, into: r + i.a)
            causes[i.d] |= open.rawValue
        }
        return i.c
    }

    /// The causes of an open source.
    @inline(never)
    private static func iterateOther(
        _ value: Register, into iteration: UnsafeMutablePointer<Register>
    ) -> UnknownCauses {
        iteration[0] = value
        iteration[1] = Register(word: TapeWord(rawValue: 0), aux: 0)
        switch value.word.tag {
        case .null, .undetermined, .unknown: return value.causes
        case .object:
            begin(
                iteration, UInt64(UInt(bitPattern: value.view.pointee.words + value.word.high)), value.word.low,
                stride.object)
        case .list: begin(iteration, value.aux, value.word.low, stride.list)
        case .objectWithDuplicates: return .badData
        case .extra:
            guard value.extraKind == .entry else { return .wrongType }
            begin(iteration, value.aux, value.word.high, stride.map)
        case .false, .true, .integer, .decimal, .string, .decodedString, .array, .key, .resource: return .wrongType
        }
        return UnknownCauses()
    }

    static func begin(
        _ iteration: UnsafeMutablePointer<Register>, _ start: UInt64, _ count: Int, _ stride: Int
    ) {
        iteration[1] = Register(word: TapeWord(rawValue: start), aux: start &+ UInt64(count &* stride))
    }

    @inline(__always) func iterateResources(_ i: Instruction) -> Int {
        let kind = k[i.b].word.high
        beginResources(i, isOpen(i, kind) ? nil : machine.pointee.kindList(kind)?.pointee.entries)
        return i.c
    }

    /// Leaves open whether there are resources of a kind that nobody read.
    ///
    /// - Returns: whether nothing is known of any, for it matters at which place they stand.
    @inline(__always) func isOpen(_ i: Instruction, _ kind: Int) -> Bool {
        if machine.pointee.isWhole(kindList: kind) { return false }
        causes[i.d] |= UnknownCauses.notCollected.rawValue
        return i.flags == MachineJoin.inOrder.rawValue
    }

    func beginResources(_ i: Instruction, _ entries: UnsafeBufferPointer<UInt32>?) {
        let start = entries?.baseAddress.map { UInt64(UInt(bitPattern: $0)) } ?? 0
        r[i.a] = Register(word: TapeWord(.resource, high: 0, low: 0), aux: start)
        Self.begin(r + i.a, start, entries?.count ?? 0, Self.stride.resource)
        if entries == nil { causes[i.d] |= UnknownCauses.notCollected.rawValue }
    }

    // MARK: Going on

    @inline(__always) func next(_ i: Instruction) -> Int {
        if r[i.a &+ 1].word.rawValue == r[i.a &+ 1].aux, !goesOn(r + i.a) { return 0 }
        let position = r[i.a &+ 1].word.rawValue
        fuel.pointee.left &-= 1
        causes[i.b] = 0
        if r[i.a].word.rawTag == TapeTag.array.rawValue {
            r[i.d] = Register(word: TapeWord(rawValue: Self.load(position)), aux: r[i.a].aux)
            r[i.a &+ 1].word = TapeWord(rawValue: position &+ UInt64(Self.stride.array))
            return i.c
        }
        return Self.nextOther(i, key: nil, operations) ? i.c : 0
    }

    @inline(__always) func nextPair(_ i: Instruction) -> Int {
        if r[i.a &+ 1].word.rawValue == r[i.a &+ 1].aux { return 0 }
        fuel.pointee.left &-= 1
        return Self.nextOther(i, key: i.b, operations) ? i.c : 0
    }

    @inline(__always) private static func load(_ address: UInt64) -> UInt64 {
        UnsafeRawPointer(bitPattern: UInt(truncatingIfNeeded: address)).unsafelyUnwrapped.load(as: UInt64.self)
    }

    /// INVARIANT: there is a next element, or in an object a next member that may be null.
    @inline(never)
    private static func nextOther(_ i: Instruction, key: Int?, _ operations: Operations) -> Bool {
        let r = operations.state.pointee.registers
        let a = i.a
        let value = i.d
        var address = r[a &+ 1].word.rawValue
        let end = r[a &+ 1].aux
        let source = r[a]
        let element = UnsafeRawPointer(bitPattern: UInt(truncatingIfNeeded: address)).unsafelyUnwrapped
        switch source.word.tag {
        case .array:
            r[value] = Register(word: TapeWord(rawValue: element.load(as: UInt64.self)), aux: source.aux)
            let start = UInt64(UInt(bitPattern: source.view.pointee.words + source.word.high))
            if let key { r[key] = index(address, start, stride.array) }
            address &+= UInt64(stride.array)
        case .list:
            r[value] = element.load(as: Register.self)
            if let key { r[key] = index(address, source.aux, stride.list) }
            address &+= UInt64(stride.list)
        case .resource:
            if source.word.low != 0 { operations.remember(loop: source.word.low, upTo: address, charged: 1) }
            let entries = operations.state.pointee.inventory.unsafelyUnwrapped.entries
            r[value] = InventoryEntry.register(UnsafePointer(entries + Int(element.load(as: UInt32.self))))
            if let key { r[key] = index(address, source.aux, stride.resource) }
            address &+= UInt64(stride.resource)
        case .extra:
            r[value] = element.load(fromByteOffset: 16, as: Register.self)
            if let key { r[key] = element.load(as: Register.self) }
            address &+= UInt64(stride.map)
        case .object:
            // Members that are null are no members.
            while load(address &+ 8) == TapeWord.null.rawValue {
                address &+= UInt64(stride.object)
                if address == end {
                    r[a &+ 1].word = TapeWord(rawValue: address)
                    return false
                }
            }
            r[value] = Register(word: TapeWord(rawValue: load(address &+ 8)), aux: source.aux)
            if let key { r[key] = MapMembers.key(TapeWord(rawValue: load(address)), in: source.view) }
            address &+= UInt64(stride.object)
        case .null, .false, .true, .integer, .decimal, .string, .decodedString, .objectWithDuplicates, .key,
            .undetermined, .unknown:
            return false
        }
        r[a &+ 1].word = TapeWord(rawValue: address)
        return true
    }

    private static func index(_ address: UInt64, _ start: UInt64, _ stride: Int) -> Register {
        Operations.integer(Int(truncatingIfNeeded: address &- start) / stride)
    }

    @inline(__always) func nextSource(_ i: Instruction) -> Int {
        let source = Int(truncatingIfNeeded: r[i.a].word.rawValue &+ 1)
        r[i.a].word = TapeWord(rawValue: UInt64(source))
        return source < i.b ? source &- 1 : i.b &- 1
    }

    // MARK: Groups and counts

    @inline(__always) func settle(_ i: Instruction) -> Int {
        if causes[i.a] == 0 { return i.c }
        causes[i.d] |= causes[i.a]
        return 0
    }

    /// The counter: true elements in the word's low half, unknown ones in its high half, where to stop in `aux`.
    @inline(__always) func beginCount(_ i: Instruction, _ stop: UInt64) {
        r[i.a] = Register(word: TapeWord(rawValue: 0), aux: stop)
    }

    @inline(__always) func countElement(_ i: Instruction) -> Int {
        let counts = r[i.a].word.rawValue
        if causes[i.d] != 0 {
            causes[i.b] |= causes[i.d]
            r[i.a].word = TapeWord(rawValue: counts &+ 1 &<< 32)
            return 0
        }
        r[i.a].word = TapeWord(rawValue: counts &+ 1)
        return (counts &+ 1) & 0xFFFF_FFFF >= r[i.a].aux ? i.c : 0
    }

    @inline(__always) func testCount(_ i: Instruction, _ wanted: UInt64) -> Int {
        let count = ElementCount(
            known: r[i.a].word.rawValue & 0xFFFF_FFFF, unknown: r[i.a].word.rawValue &>> 32,
            isClosed: causes[i.b &+ 1] == 0)
        if let answer = count.holds(i.detail, wanted) { return decide(answer, i) }
        causes[i.d] |= causes[i.b] | causes[i.b &+ 1]
        return 0
    }
}
