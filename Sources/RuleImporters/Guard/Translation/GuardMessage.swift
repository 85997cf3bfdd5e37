/// What an author wrote between `<<` and `>>`: the registry's convention is `Violation:` and `Fix:`, Control Tower's a
/// line `[FIX]:` below the violation.
struct GuardMessage: Hashable {
    var violation: String?
    var fix: String?

    init(_ text: String) {
        var violation: [String] = []
        var fix: [String] = []
        var isFix = false
        for line in text.split(separator: "\n") {
            let words = Self.collapsed(line)
            if words.isEmpty { continue }
            if let rest = Self.rest(of: words, behind: "fix:") ?? Self.rest(of: words, behind: "[fix]:") {
                isFix = true
                if !rest.isEmpty { fix.append(rest) }
            } else if let rest = Self.rest(of: words, behind: "violation:") {
                isFix = false
                if !rest.isEmpty { violation.append(rest) }
            } else if isFix {
                fix.append(words)
            } else {
                violation.append(words)
            }
        }
        self.violation = violation.isEmpty ? nil : violation.joined(separator: " ")
        self.fix = fix.isEmpty ? nil : fix.joined(separator: " ")
    }

    private static func rest(of line: String, behind label: String) -> String? {
        guard line.lowercased().hasPrefix(label) else { return nil }
        return collapsed(line.dropFirst(label.count))
    }

    /// One space between words.
    static func collapsed(_ text: Substring) -> String {
        text.split { $0.isWhitespace }.joined(separator: " ")
    }
}
