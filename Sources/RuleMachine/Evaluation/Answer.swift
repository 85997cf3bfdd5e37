package import ResourceDocuments

/// True, false or Unknown with its causes, in 16 plain bits: the causes in the high byte, and in the low byte 1 for true.
@frozen package struct Answer: Hashable, Sendable {
    let bits: UInt16

    @inline(__always) init(bits: UInt16) { self.bits = bits }
    @inline(__always) init(_ truth: Bool) { bits = truth ? 1 : 0 }
    /// `causes` is not empty.
    @inline(__always) init(_ causes: UnknownCauses) { bits = UInt16(causes.rawValue) << 8 }

    static let `true` = Answer(bits: 1)
    static let `false` = Answer(bits: 0)
    static let wrongType = Answer(.wrongType)
    static let badData = Answer(.badData)

    @inline(__always) var isKnown: Bool { bits <= 1 }
    @inline(__always) var causes: UnknownCauses { UnknownCauses(rawValue: UInt8(truncatingIfNeeded: bits &>> 8)) }

    package var truth: Truth { isKnown ? Truth(bits == 1) : .unknown(causes) }
}

/// Kleene's `and` or `or` over many answers: done as soon as one decides.
struct AnswerFold {
    private let deciding: Answer
    private var causes = UnknownCauses()
    private(set) var isDecided = false

    static var and: AnswerFold { AnswerFold(deciding: .false) }
    static var or: AnswerFold { AnswerFold(deciding: .true) }

    private init(deciding: Answer) { self.deciding = deciding }

    mutating func add(_ answer: Answer) {
        if answer == deciding { isDecided = true } else { causes.formUnion(answer.causes) }
    }

    var answer: Answer {
        if isDecided { return deciding }
        return causes.isEmpty ? Answer(bits: 1 ^ deciding.bits) : Answer(causes)
    }
}
