import ResourceDocuments
import SourceText

/// Of which kinds the resources are that an inventory's errors leave out. An error that nobody noted here may be of any.
struct Refusals {
    private struct Refused {
        let kind: String
        /// nil where it has none; an account is a resource too, and this one may be the only one that names it.
        let account: Account?
    }

    private enum Account {
        case named(String)
        case unknown
    }

    /// By the numbers of their diagnostics.
    private var refused: [Int: Refused] = [:]

    /// - Parameter kind: of a resource whose account is that of another one.
    mutating func note(_ number: Int, ofKind kind: String) {
        refused[number] = Refused(kind: kind, account: nil)
    }

    /// An envelope with faults, of which its kind may be known.
    mutating func note(_ numbers: Range<Int>, of envelope: DocumentNode) {
        guard envelope.kind == .map else { return }
        let kinds = envelope.entries.filter { $0.key == "kind" }
        guard kinds.count == 1, let kind = kinds[0].value.string, !kind.isEmpty, !kind.contains("*") else { return }
        let accounts = envelope.entries.filter { $0.key == "account" && !$0.value.isNull }
        var account: Account?
        if let first = accounts.first {
            account = accounts.count == 1 ? first.value.string.map { .named($0) } ?? .unknown : .unknown
        }
        for number in numbers { refused[number] = Refused(kind: kind, account: account) }
    }

    /// The first of each kind.
    func resources(of diagnostics: [Diagnostic], isKnownAccount: (String) -> Bool) -> [RefusedResource] {
        var seen: Set<String> = []
        var resources: [RefusedResource] = []
        for (number, diagnostic) in diagnostics.enumerated() where diagnostic.isError {
            let refused = refused[number]
            var kinds = [refused?.kind ?? "*"]
            switch refused?.account {
            case .named(let account): if !isKnownAccount(account) { kinds.append(AccountResources.kind) }
            case .unknown: kinds.append(AccountResources.kind)
            case nil: break
            }
            for kind in kinds where seen.insert(kind).inserted {
                let place = diagnostic.primary?.place
                resources.append(
                    RefusedResource(kind: kind, place: place.map { "\($0.file.name):\($0.position.line)" }))
            }
        }
        return resources
    }
}
