/// Text on its way out, handed on in pieces: a report may be larger than memory, and each piece costs a call.
struct BufferedOutput {
    private let write: ((String) -> Void)?
    /// What was not handed on yet; everything, where nobody takes it.
    private(set) var pending = ""

    private static let pieceSize = 1 << 16

    init(_ write: ((String) -> Void)?) { self.write = write }

    static func += (output: inout BufferedOutput, text: String) {
        output.pending += text
        if output.pending.utf8.count >= pieceSize { output.flush() }
    }

    mutating func flush() {
        guard let write, !pending.isEmpty else { return }
        write(pending)
        pending = ""
    }
}
