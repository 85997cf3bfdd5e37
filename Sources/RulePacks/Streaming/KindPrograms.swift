import RuleMachine

/// The programs of the kinds that come in a stream. They are few, and comparing their names is quicker than hashing one.
struct KindPrograms {
    private let library: ProgramLibrary
    private var known: [(kind: [UInt8], program: Program)] = []

    /// A stream with more kinds than these asks the library for the others each time.
    private static let keptKinds = 64

    init(of library: ProgramLibrary) { self.library = library }

    var kinds: [String] { known.map { String(decoding: $0.kind, as: UTF8.self) } }

    subscript(kind: UnsafeBufferPointer<UInt8>) -> Program {
        mutating get {
            for (name, program) in known where name.count == kind.count && name.elementsEqual(kind) { return program }
            let program = library.program(forKind: String(decoding: kind, as: UTF8.self))
            if known.count < Self.keptKinds { known.append((Array(kind), program)) }
            return program
        }
    }
}
