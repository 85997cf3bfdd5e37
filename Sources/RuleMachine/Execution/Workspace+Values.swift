import ResourceDocuments

/// Values, paths and lists.
extension Workspace {
    @inline(__always) func attribute(_ i: Instruction) {
        guard let attribute = ResourceAttribute(rawValue: i.flags) else { return }
        r[i.d] = Paths.attribute(attribute, of: r[i.a])
    }

    @inline(__always) func countResources(_ i: Instruction) {
        let list = machine.pointee.kindList(k[i.b].word.high)
        guard let list, list.pointee.wasCollected else {
            r[i.d] = Register(.notCollected)
            return
        }
        r[i.d] = Operations.integer(list.pointee.entries.count)
    }

    @inline(__always) func call(_ i: Instruction) {
        guard let function = MachineFunction(rawValue: i.flags) else { return }
        r[i.d] = operations.call(function, UnsafePointer(r + i.a))
    }

    @inline(__always) func convert(_ i: Instruction) {
        guard let conversion = MachineConversion(rawValue: i.flags) else { return }
        r[i.d] = operations.convert(r[i.a].asValue, conversion)
    }

    // MARK: default

    @inline(__always) func unlessMissing(_ i: Instruction) -> Int {
        let missing: MachineMissing = i.flags == MachineMissing.ownEnd.rawValue ? .ownEnd : .anywhere
        return Paths.isMissing(r[i.a], missing) ? 0 : i.c
    }

    @inline(__always) func replaceBranches(_ i: Instruction) {
        let missing: MachineMissing = i.flags & 1 == MachineMissing.ownEnd.rawValue ? .ownEnd : .anywhere
        r[i.d] = operations.replaceBranches(
            r[i.a], missing, dropping: i.flags & MachineBranches.drops != 0, r[i.b])
    }

    // MARK: Lists

    @inline(__always) func beginList(_ i: Instruction) {
        r[i.a] = Register(word: TapeWord(rawValue: UInt64(machine.pointee.pushed.count)), aux: 0)
    }

    @inline(__always) func append(_ value: Register) {
        machine.pointee.pushed.push(value.asElement)
    }

    @inline(__always) func appendCauses(_ i: Instruction) {
        if causes[i.d] == 0 { return }
        let causes = UnknownCauses(rawValue: causes[i.d])
        append(Register(i.flags == 0 ? causes : causes.asUnsettled))
    }

    @inline(__always) func keep(_ i: Instruction) {
        let causes = UnknownCauses(rawValue: causes[i.d])
        append(causes.isEmpty ? r[i.b] : Register(causes.asUnsettled))
    }

    @inline(__always) func endList(_ i: Instruction) {
        let mark = Int(truncatingIfNeeded: r[i.a].word.rawValue)
        r[i.d] = operations.popList(from: mark)
    }

    @inline(__always) func endBranches(_ i: Instruction) {
        let whole = UnknownCauses(rawValue: causes[i.b])
        endList(i)
        if !whole.isEmpty { r[i.d] = Register(whole) }
    }
}

extension UnknownCauses {
    /// What an element gives a list when nobody knows whether it belongs there.
    var asUnsettled: UnknownCauses {
        isDisjoint(with: .notThere) ? self : subtracting(.notThere).union(.unsettled)
    }
}

extension Operations {
    /// The values that were pushed since `mark`, as a list.
    @inline(never)
    func popList(from mark: Int) -> Register {
        let values = state.pointee.pushed.pop(to: mark)
        return list(values)
    }
}
