/// A name that a pattern spells, and that others must not be taken for.
struct SpelledName: Hashable {
    enum Kind {
        /// Of the Internet: `example.com`.
        case host
        /// `https://`, and no host.
        case scheme
        /// `admin@example.com`
        case mailbox
        /// An IPv4 address.
        case address
        /// Of a cloud: `arn:aws:s3:::logs`, `crn:v1:…`.
        case resource
        /// Twelve digits.
        case account
    }

    let kind: Kind
    let text: String
    /// The dots of a host that any character may take the place of, as places in the pattern.
    var looseDots: [Int] = []

    /// All that a pattern spells.
    static func all(in tree: PatternTree) -> [SpelledName] { PatternWays(of: tree).runs.compactMap(Self.init).unique }

    private init?(_ run: PatternWays.Run) {
        let text = run.text
        // Four numbers with dots between; twelve digits; neither a part of more.
        let address = /(?:^|[^0-9.])((?:[0-9]{1,3}\.){3}[0-9]{1,3})(?![0-9.])/
        let account = /(?:^|[^A-Za-z0-9])([0-9]{12})(?![A-Za-z0-9])/
        let mailbox = /[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}/
        if let resource = text.firstMatch(of: /(?:arn|crn):[^\s]*/) {
            self.init(kind: .resource, text: String(resource.output))
        } else if let mailbox = text.firstMatch(of: mailbox) {
            self.init(kind: .mailbox, text: String(mailbox.output))
        } else if let host = Self.host(in: run) {
            let loose = run.loose.filter { host.places.contains($0.index) }.map(\.offset)
            self.init(kind: .host, text: host.text, looseDots: loose)
            if !loose.isEmpty, !isSurelyHost(in: run, at: host.places) { return nil }
        } else if run.loose.isEmpty, let address = text.firstMatch(of: address) {
            self.init(kind: .address, text: String(address.output.1))
        } else if let scheme = text.firstMatch(of: /[A-Za-z][A-Za-z0-9+.-]*:\/\/$/) {
            self.init(kind: .scheme, text: String(scheme.output))
        } else if let account = text.firstMatch(of: account) {
            self.init(kind: .account, text: String(account.output.1))
        } else {
            return nil
        }
    }

    private init(kind: Kind, text: String, looseDots: [Int] = []) {
        self.kind = kind
        self.text = text
        self.looseDots = looseDots
    }

    /// A name behind a scheme; else one that ends like a host's, and not like a file's.
    private static func host(in run: PatternWays.Run) -> (text: String, places: Range<Int>)? {
        let text = run.text
        let named =
            /([A-Za-z0-9-]+\.)+(com|net|org|io|dev|cloud|app|gov|edu|mil|info|example|internal|local|uk|de|eu|us|fr|ch|jp|cn|in|au|ca|br)(?=$|[\/:?#\s,;"'])/
        // What stands before the first dot may be anything.
        let domain = /^\.(com|net|org|io|dev|cloud|app|gov|edu|mil|info|example|internal|local)(?=$|[\/:?#\s,;"'])/
        var range: Range<String.Index>?
        if let scheme = text.firstRange(of: "://") {
            range = text[scheme.upperBound...].prefixMatch(of: /[A-Za-z0-9][A-Za-z0-9.-]*/)?.range
        }
        range = range ?? text.firstMatch(of: named)?.range
        if range == nil, run.isOpenBefore, let match = text.firstMatch(of: domain) {
            range = text.index(after: match.range.lowerBound)..<match.range.upperBound
        }
        return range.map { range in
            let start = text.distance(from: text.startIndex, to: range.lowerBound)
            return (String(text[range]), start..<(start + text.distance(from: range.lowerBound, to: range.upperBound)))
        }
    }

    /// Whether a dot of it that is any character was meant to be one: its last label is one of hosts and of little else, or it stands behind a
    /// scheme or before a slash or a colon, as hosts do. Of `a.b`, `v1.in` and `main.tf` nothing is said.
    private func isSurelyHost(in run: PatternWays.Run, at places: Range<Int>) -> Bool {
        if text.contains(/[A-Za-z0-9-]{2}\.(com|net|org|io|gov|edu|mil|info|dev|cloud|app|example|internal)$/) {
            return true
        }
        let isBetween =
            run.text.prefix(places.lowerBound).hasSuffix("://")
            || [":", "/"].contains(run.text.dropFirst(places.upperBound).first)
        return isBetween && text.contains(/[A-Za-z0-9-]{3}\.[A-Za-z]{2,}$/)
    }
}
