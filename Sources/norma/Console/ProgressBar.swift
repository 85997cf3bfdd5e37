import Foundation

/// How far long work has come, on standard error and on a terminal only.
struct ProgressBar {
    private let isShown: Bool
    private let total: Int
    private var lastPercent = -1
    private let label: String

    init(_ label: String, total: Int, on console: Console) {
        self.label = label
        self.total = total
        // Below this the work is done before anybody could read the bar.
        isShown = console.errorIsTerminal && total >= 5_000
    }

    mutating func update(_ done: Int) {
        guard isShown, total > 0 else { return }
        let percent = done * 100 / total
        guard percent != lastPercent else { return }
        lastPercent = percent
        let filled = percent * 30 / 100
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 30 - filled)
        FileHandle.standardError.write(Data("\r\(label) \(bar) \(percent) %".utf8))
        if done == total { FileHandle.standardError.write(Data("\r\u{1B}[2K".utf8)) }
    }
}
