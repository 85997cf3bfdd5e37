import ResourceDocuments
import RuleChecker
import SourceText

/// What a condition says, and what decides it; nothing decides while nobody traces.
struct Outcome {
    var truth: Truth
    var evidence: [Evidence] = []

    var causes: UnknownCauses { if case .unknown(let causes) = truth { causes } else { [] } }

    /// Whether what decides it asked nothing; false while nobody traces.
    var isVacuous: Bool { !evidence.isEmpty && evidence.allSatisfy(\.reason.isVacuous) }
}

extension Evaluator {
    mutating func outcome(of condition: CheckedCondition) -> Outcome {
        switch condition {
        case .all(let parts, _):
            guard isTracing else {
                return Outcome(truth: truth(of: parts, from: .true, settled: .false) { $0.and($1) })
            }
            let outcomes = parts.map { outcome(ofBranch: $0) }
            return outcome(ofAll: outcomes)
        case .any(let parts, _):
            guard isTracing else { return Outcome(truth: truth(of: parts, from: .false, settled: .true) { $0.or($1) }) }
            let outcomes = parts.map { outcome(ofBranch: $0) }
            return outcome(ofAny: outcomes)
        case .not(let part, _):
            let outcome = asking(against: true) { $0.outcome(of: part) }
            return Outcome(truth: !outcome.truth, evidence: outcome.evidence)
        case .quantified(let quantified): return outcome(of: quantified)
        case .test(let test): return outcome(of: test)
        case .call(let call): return outcome(of: call)
        }
    }

    private mutating func outcome(ofBranch part: CheckedCondition) -> Outcome {
        let outcome = outcome(of: part)
        if outcome.causes.isEmpty { cover(.branch(part.place, holds: outcome.truth == .true)) }
        return outcome
    }

    /// Done at the first part that settles it.
    private mutating func truth(
        of parts: [CheckedCondition], from start: Truth, settled: Truth, _ join: (Truth, Truth) -> Truth
    ) -> Truth {
        var truth = start
        for part in parts where truth != settled { truth = join(truth, outcome(of: part).truth) }
        return truth
    }

    /// Kleene's and: false by each of its false parts, unknown by its unknown ones, true by all together.
    func outcome(ofAll parts: [Outcome]) -> Outcome {
        if parts.isEmpty { return Outcome(truth: .true) }
        return fold(parts, parts.reduce(.true) { $0.and($1.truth) }, deciding: .false)
    }

    /// Kleene's or: the same with true and false exchanged.
    func outcome(ofAny parts: [Outcome]) -> Outcome {
        fold(parts, parts.reduce(.false) { $0.or($1.truth) }, deciding: .true)
    }

    private func fold(_ parts: [Outcome], _ truth: Truth, deciding: Truth) -> Outcome {
        guard isTracing else { return Outcome(truth: truth) }
        let evidence: [Evidence] =
            switch truth {
            case deciding: parts.filter { $0.truth == deciding }.flatMap(\.evidence).joined
            case .true, .false: .together(parts.map(\.evidence))
            case .unknown: openEvidence(of: parts, deciding)
            }
        return Outcome(truth: truth, evidence: evidence)
    }

    /// What leaves an `all` or an `any` open. Where it is enough that one part is settled as it should be, all parts are told together, also
    /// those that are known and do not help; else each that is not known is a matter of its own.
    private func openEvidence(of parts: [Outcome], _ deciding: Truth) -> [Evidence] {
        let open = parts.filter { !$0.causes.isEmpty }.flatMap(\.evidence)
        let isTold = deciding == .true ? spellingsToTell(of: open) : { _ in true }
        guard deciding == (seeksTruth ? .true : .false), let first = open.first(where: isTold) else {
            return open.filter(isTold).joined
        }
        let reasons = parts.compactMap { part -> Reason? in
            let told = part.causes.isEmpty ? part.evidence : part.evidence.filter(isTold)
            return told.isEmpty ? nil : .each(told)
        }
        return [
            Evidence(
                place: first.place, reason: reasons.count > 1 ? .all(reasons) : reasons[0], frame: first.frame,
                others: parts.flatMap(\.evidence).reduce(OtherElements.none) { $0 + $1.others })
        ]
    }

    private mutating func outcome(of call: CheckedDefineCall) -> Outcome {
        guard case .condition(let body) = call.define.body else { return Outcome(truth: .unknown(.wrongType)) }
        var outcome = inFrame(of: call) { $0.outcome(ofBody: body) }
        for index in outcome.evidence.indices {
            outcome.evidence[index].frame = frame
            outcome.evidence[index].reason = outcome.evidence[index].reason.called(at: call.place)
        }
        return outcome
    }

    private mutating func outcome(of test: CheckedTest) -> Outcome {
        if let truth = answerInPlace(to: test) { return Outcome(truth: truth) }
        let subject = value(of: test.subject)
        guard isTracing else { return Outcome(truth: answer(to: test, of: subject).truth) }
        let (answer, asksNothing) = notingEmptiness { $0.answer(to: test, of: subject) }
        let deciding = DecidingTest(
            number: nextTestNumber(), test: test, subject: subject, truth: answer.truth, asksNothing: asksNothing,
            frame: frame)
        switch answer {
        case .yes, .no:
            return Outcome(
                truth: answer.truth, evidence: [Evidence(place: nil, reason: .test(deciding), frame: frame)])
        case .unknown(let unknown):
            return Outcome(truth: answer.truth, evidence: evidence(of: unknown, in: deciding, at: nil))
        }
    }

    /// Where data broke off: one for each root.
    func evidence(of unknown: Unknown, in test: DecidingTest?, at place: SourcePlace?) -> [Evidence] {
        unknown.roots.map { root in
            let reason = DecidingUnknown(root: root, causes: unknown.causes, test: test, place: place)
            return Evidence(place: root.place, reason: .unknown(reason), frame: frame)
        }.firstOfEachPlace()
    }
}

extension UnknownRoot {
    /// nil outside the resource under test.
    fileprivate var place: EvidencePlace? {
        guard let location, location.resource.isTested else { return nil }
        switch problem {
        case .missing(let steps): return EvidencePlace(path: location.path, missing: steps.first)
        case .duplicateKey(let key): return EvidencePlace(path: Location.step(location, .key(key)).path)
        case .null, .emptyList, .notInDerived, .wrongType, .badData, .undetermined, .notCollected, .budget:
            return EvidencePlace(path: location.path)
        }
    }
}
