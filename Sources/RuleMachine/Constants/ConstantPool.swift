import ResourceDocuments

/// The constants of every rule, frozen into memory that registers point into.
///
/// Unchecked because of the pointers: everything is written by `init` alone and freed with the object.
final class ConstantPool: @unchecked Sendable {
    /// One after another, each rule's from its base.
    let registers: UnsafeMutablePointer<Register>
    let count: Int
    /// What the words and texts of constants stand in.
    let view: UnsafeMutablePointer<DocumentView>
    let versions: [VersionNumber]
    let kinds: [String]
    let joins: [FrozenJoin]
    /// The keys of what `entries(m)` gives, as texts.
    let entryKeys: (key: Register, value: Register)
    /// The ids of the same.
    let entryKeyIDs: (key: UInt32, value: UInt32)

    private let memory: ConstantWriter.Frozen

    init(_ constants: some Sequence<CodeFragment.Constant>, keys: KeyTable) {
        var writer = ConstantWriter(keys: keys)
        let entryTexts = (writer.text("key"), writer.text("value"))
        let written = constants.map { writer.write($0) }
        let frozen = writer.freeze()
        view = frozen.view
        memory = frozen
        versions = writer.versions
        kinds = writer.kinds
        joins = writer.joins.map { join in
            FrozenJoin(kind: join.kind, path: join.path, constants: join.constants.map { frozen.register($0) })
        }
        count = written.count
        registers = .allocate(capacity: max(written.count, 1))
        for (index, constant) in written.enumerated() { registers[index] = frozen.register(constant) }
        entryKeys = (frozen.register(entryTexts.0), frozen.register(entryTexts.1))
        entryKeyIDs = (keys.intern("key"), keys.intern("value"))
    }

    deinit {
        memory.deallocate()
        registers.deallocate()
    }
}
