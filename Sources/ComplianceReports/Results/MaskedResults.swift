import Compliance

/// What masks set aside of a scan, whatever of it a report is asked for: a control that passes but for that does not pass.
struct MaskedResults: Sendable {
    struct Count: Hashable, Sendable {
        var all = 0
        /// Those beneath whose mask stands a failure, or something unknown.
        var notPassing = 0
    }

    /// By position of the control, and of the rule; none where nothing is masked.
    private(set) var ofControls: [Int: Count] = [:]
    private(set) var ofRules: [Int: Count] = [:]
    /// Those that do not pass, each once, however many controls it stands in.
    private(set) var notPassing = 0

    /// O(results), where a mask may lie on one
    init(of rules: Range<Int>, in source: any ResultSource) {
        guard source.hasMasks else { return }
        for rule in rules {
            var seen: Set<Int> = []
            for result in source.results(ofRule: rule) where result.mask != nil {
                for control in result.controls { ofControls[control, default: Count()].add(result.verdict) }
                // A result may stand under a mask of its own in each of several controls.
                guard seen.insert(result.resource).inserted else { continue }
                ofRules[rule, default: Count()].add(result.verdict)
                notPassing += result.verdict == .pass ? 0 : 1
            }
        }
    }
}

extension MaskedResults.Count {
    fileprivate mutating func add(_ verdict: StoredVerdict) {
        all += 1
        notPassing += verdict == .pass ? 0 : 1
    }

    /// Why what they are of is masked.
    ///
    /// - Parameter isAll: whether they are all that was judged.
    func words(isAll: Bool) -> String {
        if isAll {
            return "Masks set aside all that was judged, \(count(all, "result")): it neither passes nor fails."
        }
        return "Masks set aside \(count(notPassing, "result")) that \(notPassing == 1 ? "does" : "do") not pass: "
            + "that the rest passes does not satisfy it."
    }
}

extension Scan {
    /// By a control's position, how many masked results of it do not pass; nil where none is such.
    var openUnderMasks: [Int: Int] {
        guard evaluationSummary.masked > 0 else { return [:] }
        return AssessmentResults(self).masked.ofControls.mapValues(\.notPassing).filter { $0.value > 0 }
    }
}

extension ComplianceStatus {
    /// SCC's word, or `masked` of what is compliant for no other reason than that masks set failures aside.
    ///
    /// - Parameter open: how many of its masked results do not pass.
    func word(masked open: Int) -> String {
        self == .compliant && open > 0 ? ReportedStatus.masked.rawValue : rawValue
    }
}

extension ReportedStatus {
    /// What masks leave nothing of is masked, and so is what passes for no other reason than that they set failures aside.
    ///
    /// - Parameter masked: what masks set aside of what stands so.
    func beside(_ masked: MaskedResults.Count?) -> ReportedStatus {
        guard let masked else { return self }
        switch self {
        case .notApplicable: return .masked
        case .pass: return masked.notPassing > 0 ? .masked : .pass
        case .fail, .unknown, .manual, .masked: return self
        }
    }
}
