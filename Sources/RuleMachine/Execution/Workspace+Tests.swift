import ResourceDocuments

/// Tests: each a quick way for what is common, and a call for the rest.
extension Workspace {
    @inline(__always) func testType(_ i: Instruction) -> Int {
        guard let type = MachineType(rawValue: i.detail) else { return 0 }
        return decide(operations.isA(r[i.a].asValue, type), i)
    }

    @inline(__always) func testEqual(_ i: Instruction) -> Int {
        let left = r[i.a]
        let right = r[i.b]
        if left.word.rawTag == TapeTag.integer.rawValue, right.word.rawTag == TapeTag.integer.rawValue {
            return decide(left.word == right.word, i)
        }
        return decide(operations.equal(left, right), i)
    }

    @inline(__always) func testOrdered(_ i: Instruction) -> Int {
        let left = r[i.a]
        let right = r[i.b]
        if left.word.rawTag == TapeTag.integer.rawValue, right.word.rawTag == TapeTag.integer.rawValue {
            return decide(Self.holds(i.detail, left.word.integer, right.word.integer), i)
        }
        return orderedSlowly(i, left, right)
    }

    @inline(__always) private static func holds(_ order: UInt8, _ left: Int64, _ right: Int64) -> Bool {
        // atLeast, atMost, moreThan, lessThan: the odd ones with the sides exchanged.
        let first = order & 1 == 0 ? left : right
        let second = order & 1 == 0 ? right : left
        return order < MachineOrder.moreThan.rawValue ? first >= second : first > second
    }

    @inline(__always) private func orderedSlowly(_ i: Instruction, _ left: Register, _ right: Register) -> Int {
        guard let order = MachineOrder(rawValue: i.detail) else { return 0 }
        return decide(operations.ordered(left, order, right), i)
    }

    @inline(__always) func testAge(_ i: Instruction) -> Int {
        let age: MachineAge = i.detail == MachineAge.older.rawValue ? .older : .newer
        return decide(operations.aged(r[i.a], age, r[i.b]), i)
    }

    @inline(__always) private func amount(_ i: Instruction) -> MachineAmount {
        MachineAmount(rawValue: i.detail) ?? .one
    }

    @inline(__always) func testContains(_ i: Instruction) -> Int {
        decide(operations.contains(r[i.a], amount(i), r[i.b]), i)
    }

    @inline(__always) func testMatches(_ i: Instruction) -> Int {
        decide(operations.matches(r[i.a], amount(i), r[i.b]), i)
    }

    @inline(__always) func testStarts(_ i: Instruction) -> Int {
        decide(operations.starts(r[i.a], amount(i), r[i.b]), i)
    }

    @inline(__always) func testEnds(_ i: Instruction) -> Int {
        decide(operations.ends(r[i.a], amount(i), r[i.b]), i)
    }

    // MARK: With constants

    /// The member that a test of a member asks about. `pc` is behind the test's first word.
    @inline(__always) func memberOfTest(_ i: Instruction, _ pc: Int) -> Register {
        Paths.member(of: r[i.a], key: UInt32(truncatingIfNeeded: i.b), hint: &hints[pc])
    }

    @inline(__always) func testEqualConstant(_ i: Instruction, _ value: Register, _ constant: UInt64) -> Int {
        let wanted = TapeWord(rawValue: constant)
        if value.word.rawTag == TapeTag.string.rawValue, wanted.rawTag == TapeTag.string.rawValue {
            let isEqual =
                value.word.low == wanted.low
                && Texts.areEqual(
                    value.view.pointee.text + value.word.high, constantText + wanted.high, count: wanted.low)
            return decide(isEqual, i)
        }
        if wanted.rawTag == TapeTag.integer.rawValue, value.word.rawTag == TapeTag.integer.rawValue {
            return decide(value.word == wanted, i)
        }
        if wanted.isBoolean, value.word.isBoolean { return decide(value.word == wanted, i) }
        return decide(operations.equal(value, Register(word: wanted, aux: constantView)), i)
    }

    @inline(__always) func testOrderedConstant(_ i: Instruction, _ value: Register, _ constant: UInt64) -> Int {
        let wanted = TapeWord(rawValue: constant)
        if value.word.rawTag == TapeTag.integer.rawValue {
            return decide(Self.holds(i.detail, value.word.integer, wanted.integer), i)
        }
        return orderedSlowly(i, value, Register(word: wanted, aux: constantView))
    }

    /// `set` is not empty, so another kind than text is a wrong type.
    @inline(__always) func testInTexts(_ i: Instruction, _ value: Register, _ set: Register) -> Int {
        guard value.word.isText else { return merge(value.isUnknown ? value.causes : .wrongType, i) }
        return decide(set.pointer.assumingMemoryBound(to: TextSet.self).pointee.contains(value.bytes), i)
    }

    @inline(__always) func testWithinConstant(_ i: Instruction) -> Int {
        decide(operations.within(r[i.a], constant: k[i.b]), i)
    }

    @inline(__always) func testMatchesConstant(_ i: Instruction) -> Int {
        let value = r[i.a]
        guard value.word.isText else { return merge(value.isUnknown ? value.causes : .wrongType, i) }
        return decide(operations.search(value, constant: k[i.b]), i)
    }

    @inline(__always) func testContainsConstant(_ i: Instruction) -> Int {
        decide(operations.contains(r[i.a], amount(i), k[i.b]), i)
    }

    @inline(__always) func testStartsConstant(_ i: Instruction) -> Int {
        decide(operations.starts(r[i.a], amount(i), k[i.b]), i)
    }

    @inline(__always) func testEndsConstant(_ i: Instruction) -> Int {
        decide(operations.ends(r[i.a], amount(i), k[i.b]), i)
    }

    @inline(__always) func testLikeConstant(_ i: Instruction) -> Int {
        let value = r[i.a]
        guard value.word.isText else { return merge(value.isUnknown ? value.causes : .wrongType, i) }
        return decide(operations.like(value, constant: k[i.b]), i)
    }
}

/// The same with constants that were prepared when the rule was bound.
extension Operations {
    @inline(never)
    func within(_ value: Register, constant set: Register) -> Answer {
        let set = set.pointer.assumingMemoryBound(to: FrozenAddressSet.self)
        let value = value.asValue
        if value.extraKind == .address {
            return Answer(AddressSet.contains(Self.addressRange(value), in: set.pointee.ranges))
        }
        return within(value, set.pointee.set)
    }

    @inline(never)
    func search(_ text: Register, constant pattern: Register) -> Answer {
        search(pattern.object(Pattern.self), text.bytes)
    }

    @inline(never)
    func like(_ text: Register, constant glob: Register) -> Bool {
        glob.pointer.assumingMemoryBound(to: Glob.self).pointee.matches(text.bytes)
    }
}
