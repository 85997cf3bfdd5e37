import ResourceDocuments

/// Quantifiers over all elements of a list at once. What is Unknown and matters sends the rule to the loop behind, which finds its causes.
extension Workspace {
    private func group(_ number: Int) -> UnsafeMutablePointer<ElementGroup> { elements.pointee.groups + number }

    @inline(__always) func beginElements(_ i: Instruction) -> Int {
        let list = r[i.a]
        // Without the fuel for all of them the loop counts how far it comes.
        guard fuel.pointee.left >= list.word.low, elements.pointee.begin(list, in: i.d) else { return i.c }
        fuel.pointee.left &-= list.word.low
        return 0
    }

    /// A group begins: nothing decided it yet for the elements that its outer group is open for.
    @inline(__always) func openElements(_ i: Instruction) {
        group(i.d).pointee = ElementGroup(open: group(i.a).pointee.open)
    }

    @inline(__always) func testElements(_ i: Instruction, _ number: UInt64) -> Int {
        let group = group(i.d)
        let answers = elements.pointee.answers + Int(truncatingIfNeeded: number)
        let open = group.pointee.open
        if answers.pointee.run != elements.pointee.run || open & ~answers.pointee.asked != 0 {
            elements.pointee.ask(Int(truncatingIfNeeded: number), of: open, operations)
        }
        let unknown = answers.pointee.unknown
        group.pointee.unknown |= open & unknown
        return decide(i.decidesWhen == 1 ? answers.pointee.isTrue : ~(answers.pointee.isTrue | unknown), group, i)
    }

    /// The end of a group: what it leaves undecided and known decides the outer one.
    @inline(__always) func settleElements(_ i: Instruction) -> Int {
        let inner = group(i.a).pointee
        group(i.d).pointee.unknown |= inner.open & inner.unknown
        return decide(inner.settled, group(i.d), i)
    }

    @inline(__always)
    private func decide(_ decided: ElementSet, _ group: UnsafeMutablePointer<ElementGroup>, _ i: Instruction) -> Int {
        let open = group.pointee.open & ~decided
        group.pointee.open = open
        return open == 0 ? i.c : 0
    }

    @inline(__always) func foldElements(_ i: Instruction) -> Int {
        let group = group(i.a).pointee
        if group.settled != 0 { return i.c }
        return group.open == 0 ? 0 : 1
    }

    @inline(__always) func keepElements(_ i: Instruction) -> Int {
        let group = group(i.a).pointee
        if group.open != group.settled { return 1 }
        var rest = group.open
        while rest != 0 {
            append(elements.pointee.element(at: rest.trailingZeroBitCount))
            rest &= rest &- 1
        }
        return 0
    }

    @inline(__always) func countElements(_ i: Instruction) -> Int {
        let group = group(i.a).pointee
        if group.open != group.settled { return 1 }
        r[i.d].word = TapeWord(rawValue: UInt64(group.open.nonzeroBitCount))
        return 0
    }
}
