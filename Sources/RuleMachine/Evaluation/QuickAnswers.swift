import ResourceDocuments

/// What is common is answered in place, anything else by a call.
extension Operations {
    /// `value is constant`
    @inline(__always)
    func equalQuickly(_ value: Register, _ constant: Register) -> Answer {
        if value.word.rawTag == TapeTag.integer.rawValue, constant.word.rawTag == TapeTag.integer.rawValue {
            return Answer(value.word == constant.word)
        }
        if value.word.isBoolean, constant.word.isBoolean { return Answer(value.word == constant.word) }
        if constant.word.rawTag == TapeTag.string.rawValue, value.word.rawTag == TapeTag.string.rawValue {
            return Answer(
                value.word.low == constant.word.low
                    && Texts.areEqual(
                        value.view.pointee.text + value.word.high, constant.view.pointee.text + constant.word.high,
                        count: constant.word.low)
            )
        }
        return equal(value, constant)
    }

    /// `value order constant`
    @inline(__always)
    func orderedQuickly(_ value: Register, _ order: MachineOrder, _ constant: Register) -> Answer {
        guard value.word.rawTag == TapeTag.integer.rawValue, constant.word.rawTag == TapeTag.integer.rawValue else {
            return ordered(value, order, constant)
        }
        return Answer(Self.holds(order, value.word.integer, constant.word.integer))
    }
}
