import Compliance
import RulePacks
import SourceText

/// What came of a stream, as far as it decides how the command ends.
struct StreamTally {
    var failed = 0
    var unknown = 0
    /// Lines that hold no resource.
    var unreadable = 0
    /// Lines with a resource that some rule is for.
    var judged = 0
    var kinds: Set<String> = []
    var samples = StreamSamples()
    /// What lies beneath masks.
    var masks = StreamedMaskUses()
    private var warnings: [(file: Int, warning: FieldWarning)] = []

    /// A stream tells of so many fields that no envelope has.
    private static let shownWarnings = 10

    mutating func add(_ warnings: [FieldWarning], file: Int) { self.warnings += warnings.map { (file, $0) } }

    mutating func add(_ other: StreamTally) {
        failed += other.failed
        unknown += other.unknown
        unreadable += other.unreadable
        judged += other.judged
        kinds.formUnion(other.kinds)
        samples.add(other.samples)
        masks.add(other.masks)
        warnings += other.warnings
    }

    /// Each field once, where the first line of a file has it: the same however many workers there were.
    var firstWarnings: [Diagnostic] {
        var seen: Set<String> = []
        return warnings.sorted { ($0.file, $0.warning.line) < ($1.file, $1.warning.line) }
            .filter { seen.insert("\($0.file) \($0.warning.field)").inserted }
            .prefix(Self.shownWarnings).map(\.warning.diagnostic)
    }
}
