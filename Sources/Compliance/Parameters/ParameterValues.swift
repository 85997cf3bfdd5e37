import ResourceDocuments
import ResourceReaders
import RuleChecker
import RulePacks
import SourceText

/// What a list of entries, a profile's or an attachment's, gives to parameters.
struct ParameterValues {
    /// The entry that gave a value, and the value as its parameter's type has it.
    struct Given {
        let entry: ParameterEntry
        let found: ParameterDirectory.Found
        let bound: BoundParameter
    }

    private(set) var given: [ParameterSlot: Given] = [:]
    /// Parameters whose entry has a fault of its own, which has been reported.
    private(set) var failed: Set<ParameterSlot> = []
    private(set) var diagnostics: [Diagnostic] = []

    init(_ entries: [ParameterEntry], origin: BoundParameter.Origin, in directory: ParameterDirectory) {
        var first: [ParameterSlot: ParameterEntry] = [:]
        for entry in entries {
            let found: ParameterDirectory.Found
            switch directory.find(entry) {
            case .success(let parameter): found = parameter
            case .failure(let fault):
                diagnostics.append(fault.diagnostic)
                continue
            }
            if let earlier = first[found.slot] {
                diagnostics.append(ParameterDiagnostics.twice(entry, first: earlier))
                continue
            }
            first[found.slot] = entry
            switch ParameterBinding.bind(entry, to: found.parameter, origin: origin) {
            case .success(let bound): given[found.slot] = Given(entry: entry, found: found, bound: bound)
            case .failure(let fault):
                failed.insert(found.slot)
                diagnostics.append(fault.diagnostic)
            }
        }
    }

    /// These values, and where `closer` speaks of a parameter, its value instead.
    func overridden(by closer: ParameterValues) -> ParameterValues {
        var all = self
        for slot in closer.failed { all.given[slot] = nil }
        all.given.merge(closer.given) { _, own in own }
        all.failed = failed.subtracting(closer.given.keys).union(closer.failed)
        all.diagnostics += closer.diagnostics
        return all
    }
}
