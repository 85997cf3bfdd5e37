import RuleMachine

/// The programs of the kinds that come in a stream. They are few, and comparing their names is quicker than hashing one.
struct KindPrograms {
    private let library: ProgramLibrary
    private var known: [(kind: [UInt8], program: Program, lines: Int)] = []
    /// Whether the line asked for last is one of the first of its kind.
    private(set) var isEarly = false

    /// A stream with more kinds than these asks the library for the others each time.
    private static let keptKinds = 64

    init(of library: ProgramLibrary) { self.library = library }

    var kinds: [String] { known.map { String(decoding: $0.kind, as: UTF8.self) } }

    subscript(kind: UnsafeBufferPointer<UInt8>) -> Program {
        mutating get {
            for index in known.indices where isKnown(kind, at: index) {
                isEarly = known[index].lines < StreamSamples.keptLines
                if isEarly { known[index].lines += 1 }
                return known[index].program
            }
            isEarly = true
            let program = library.program(forKind: String(decoding: kind, as: UTF8.self))
            if known.count < Self.keptKinds { known.append((Array(kind), program, 1)) }
            return program
        }
    }

    private func isKnown(_ kind: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
        known[index].kind.count == kind.count && known[index].kind.elementsEqual(kind)
    }
}
