import ResourceDocuments

/// What instructions do with values beyond the loop's own quick ways: one pointer, so that calling it costs a call and no copy.
///
/// Unchecked because of the pointer: a machine is used by one thread at a time, and what it hands its operations to, the lock around the inventory's
/// indexes, runs there and then.
struct Operations: @unchecked Sendable {
    let state: UnsafeMutablePointer<MachineState>

    @inline(__always) var asOf: Instant { state.pointee.asOf }
    @inline(__always) var constants: ConstantPool { state.pointee.constants }

    /// INVARIANT: `value` is a version.
    func version(_ value: Register) -> VersionNumber { state.pointee.versions[value.word.high] }

    /// nil when `value` is no pattern.
    func pattern(_ value: Register) -> Unmanaged<Pattern>? {
        value.extraKind == .pattern ? value.object(Pattern.self) : nil
    }
}
