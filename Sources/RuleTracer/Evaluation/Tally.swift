import ResourceDocuments
import RuleSyntax

/// How many elements of a quantifier's domain count, how many do not, and how many may.
struct Tally {
    var trueCount = 0
    var falseCount = 0
    var unknownCount = 0
    /// Sources of which nobody knows the elements.
    var openCount = 0
    /// Of unknown elements and of open sources.
    var causes: UnknownCauses = []

    mutating func add(_ truth: Truth) {
        switch truth {
        case .true: trueCount += 1
        case .false: falseCount += 1
        case .unknown(let causes):
            unknownCount += 1
            self.causes.formUnion(causes)
        }
    }

    mutating func add(unknown count: Int, _ causes: UnknownCauses) {
        unknownCount += count
        self.causes.formUnion(causes)
    }

    mutating func addOpen(_ unknown: Unknown) {
        openCount += 1
        causes.formUnion(unknown.causes)
    }

    var total: Int { trueCount + falseCount + unknownCount }

    /// True or False where every way of settling what is unknown agrees.
    func truth(of quantifier: QuantifiedSyntax.Quantifier) -> Truth {
        let most = trueCount + unknownCount
        let isClosed = openCount == 0
        switch quantifier {
        case .every: return truth(isTrue: falseCount == 0 && unknownCount == 0 && isClosed, isFalse: falseCount > 0)
        case .some: return truth(isTrue: trueCount > 0, isFalse: most == 0 && isClosed)
        case .no: return !truth(of: .some)
        case .atLeast(let bound): return truth(isTrue: trueCount >= bound, isFalse: most < bound && isClosed)
        case .atMost(let bound): return truth(isTrue: most <= bound && isClosed, isFalse: trueCount > bound)
        case .exactly(let bound):
            return truth(
                isTrue: trueCount == bound && unknownCount == 0 && isClosed,
                isFalse: trueCount > bound || (most < bound && isClosed))
        }
    }

    private func truth(isTrue: Bool, isFalse: Bool) -> Truth {
        isTrue ? .true : isFalse ? .false : .unknown(causes)
    }
}
