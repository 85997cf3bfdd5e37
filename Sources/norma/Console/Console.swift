import Foundation
import SourceText
import Synchronization

/// Standard output and standard error, and what each of them can show.
struct Console {
    /// Colour on a terminal only, and never where `NO_COLOR` is set (no-color.org).
    let usesColour: Bool
    let errorUsesColour: Bool
    let errorIsTerminal: Bool

    init(environment: [String: String] = ProcessInfo.processInfo.environment) {
        let wantsColour = (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
        errorIsTerminal = isatty(STDERR_FILENO) == 1
        usesColour = wantsColour && isatty(STDOUT_FILENO) == 1
        errorUsesColour = wantsColour && errorIsTerminal
    }

    /// Whether there is something on standard output: no second document may follow the first.
    static var hasPrinted: Bool { printed.load(ordering: .relaxed) }

    private static let printed = Atomic(false)

    /// How a report is drawn on standard output.
    var options: DiagnosticRenderer.Options { .init(colour: usesColour) }

    func print(_ text: String) { write(text + "\n", to: STDOUT_FILENO) }

    func printRaw(_ text: String) { write(text, to: STDOUT_FILENO) }

    func printError(_ text: String) { write(text + "\n", to: STDERR_FILENO) }

    /// How a report is drawn on standard error.
    var errorOptions: DiagnosticRenderer.Options { .init(colour: errorUsesColour) }

    func printErrorRaw(_ text: String) { write(text, to: STDERR_FILENO) }

    /// Every diagnostic, then one line that counts them.
    func show(_ diagnostics: [Diagnostic]) {
        let renderer = DiagnosticRenderer(options: errorOptions)
        for diagnostic in diagnostics { printError(renderer.render(diagnostic)) }
        let errors = diagnostics.count { $0.isError }
        let warnings = diagnostics.count { $0.severity == .warning }
        let counts = [(errors, "error"), (warnings, "warning")].filter { $0.0 > 0 }
        if !counts.isEmpty {
            printError(counts.map { "\($0.0) \($0.1)\($0.0 == 1 ? "" : "s")" }.joined(separator: ", "))
        }
    }

    /// Writes all of it. A reader that went away has read what it wanted; where standard output cannot be written otherwise, the
    /// command ends: half a report must not look like a whole one.
    private func write(_ text: String, to descriptor: Int32) {
        var bytes = Array(text.utf8)[...]
        if descriptor == STDOUT_FILENO, !bytes.isEmpty { Self.printed.store(true, ordering: .relaxed) }
        while !bytes.isEmpty {
            let written = bytes.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
            if written < 0 {
                let code = errno
                if DescriptorWait.isOver(after: code, on: descriptor, for: POLLOUT) { continue }
                if code == EPIPE || descriptor != STDOUT_FILENO { return }
                show([.unwritableOutput(code)])
                exit(2)
            }
            bytes = bytes.dropFirst(written)
        }
    }
}
