import ResourceDocuments

/// What instructions do with values beyond the loop's own quick ways: one pointer, so that calling it costs a call and no copy.
struct Operations {
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
