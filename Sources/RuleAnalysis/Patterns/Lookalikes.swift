/// Texts that have a name in them and that nobody takes for it: whoever admits them was not careful.
struct Lookalikes {
    private let name: SpelledName
    /// Whether the pattern holds lines, and not the text.
    private let isOfLines: Bool

    init(of name: SpelledName, in tree: PatternTree) {
        self.name = name
        isOfLines = tree.asksLines
    }

    /// - Parameter text: one that has the name in it.
    func beside(_ text: String) -> [String] {
        guard let place = text.firstRange(of: name.text) else { return [] }
        let before = String(text[..<place.lowerBound])
        let behind = String(text[place.upperBound...])
        func put(_ start: String, _ end: String) -> String { before + start + name.text + end + behind }
        let all: [String] =
            switch name.kind {
            case .host: hosts(text, before, put)
            case .scheme:
                // Of another scheme, whichever of its own the pattern takes beside this one.
                ["\(name.text.hasPrefix("http") ? "ftp" : "http")://evil.example/?\(text)", "evil\n\(text)"]
            case .mailbox:
                [
                    "evil-\(text)", put("evil-", ""), put("", ".evil.example"), "\(text).evil.example",
                    "evil@evil.example\n\(text)", "\(text)\nevil@evil.example",
                ]
            case .address: [put("1", ""), put("", "5"), put("", ".evil.example"), put("", "/0")]
            case .resource: resources(text, behind, put)
            case .account: accounts(text, before, put)
            }
        return all.unique.filter { $0 != text && (isOfLines || !$0.contains("\n")) }
    }

    private func hosts(_ text: String, _ before: String, _ put: (String, String) -> String) -> [String] {
        // A name that begins with a dot or an '@' may go on before it: it is a domain, with whatever is in it.
        let isDomain = before.hasSuffix(".") || before.hasSuffix("@")
        let starts =
            isDomain
            ? []
            : [
                put("evil-", ""), "evil-\(text)", "https://evil.example/?\(text)", "evil\(text)",
                "evil.example\n\(text)",
            ]
        let ends = [
            put("", ".evil.example"), "\(text).evil.example", put("", "-evil.example"), "\(text)\nevil.example",
        ]
        return (starts + ends).filter { !isName(Self.host(in: $0)) }
    }

    /// Whether it is the host, or one in its domain.
    private func isName(_ host: String?) -> Bool {
        host.map { $0 == name.text || $0.hasSuffix(".\(name.text)") } ?? false
    }

    /// The host that a text leads to; nil of one of several lines.
    private static func host(in text: String) -> String? {
        guard !text.contains("\n") else { return nil }
        let behindScheme = text.firstRange(of: "://").map { text[$0.upperBound...] } ?? text[...]
        let authority = behindScheme.prefix { !"/?#".contains($0) }
        let host = authority.split(separator: "@", omittingEmptySubsequences: false).last ?? authority
        return String(host.prefix { $0 != ":" })
    }

    private func resources(_ text: String, _ behind: String, _ put: (String, String) -> String) -> [String] {
        let starts = ["arn:aws:s3:::evil/\(text)", "evil-\(text)", "arn:aws:s3:::evil\n\(text)"]
            .filter { !$0.hasPrefix(name.text) }
        // Behind a colon or a slash any name of the kind is meant, an account has so many digits and no more, and before its fifth colon it
        // names nothing yet.
        let isWhole =
            name.text.hasSuffix(":") || name.text.hasSuffix("/") || name.text.contains(/:[0-9]{12}$/)
            || name.text.count { $0 == ":" } < 5
        let ends = isWhole || !behind.isEmpty ? [] : [put("", "-evil"), "\(text)\nevil"]
        return starts + ends
    }

    private func accounts(_ text: String, _ before: String, _ put: (String, String) -> String) -> [String] {
        // As a field of a longer name it is held by what stands before it.
        if before.hasSuffix(":") || before.hasSuffix("/") { return [] }
        return [put("9", ""), "arn:aws:s3:::evil-\(text)", "9\(text)", put("", "9"), "\(text)-evil"]
    }
}
