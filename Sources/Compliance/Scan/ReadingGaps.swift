import ResourceDocuments
package import ResourceReaders
package import RuleChecker

/// What of a run could not be read. Where that is anything, what was found is not all that there is, and nothing that it concerns is known
/// to pass.
package struct ReadingGaps: Hashable, Sendable {
    /// Of kinds that its rules judge, as manifests say; each once.
    package let kinds: [InventoryManifest.Unread]
    /// Some of the inventory is at fault: of which kinds resources were in it nobody knows.
    package let hasUnreadFiles: Bool
    /// Anything that was to be read is at fault, be it of the inventory or of the rules.
    package let hasFaults: Bool

    package static let none = ReadingGaps()

    package init(
        kinds: [InventoryManifest.Unread] = [], hasUnreadFiles: Bool = false, hasFaults: Bool = false
    ) {
        var seen: Set<InventoryManifest.Unread> = []
        self.kinds = kinds.filter { seen.insert($0).inserted }
        self.hasUnreadFiles = hasUnreadFiles
        self.hasFaults = hasFaults || hasUnreadFiles
    }

    package var isEmpty: Bool { kinds.isEmpty && !hasFaults }

    /// Whether a resource that the rule judges may be among what could not be read.
    package func concern(_ rule: CheckedRule) -> Bool {
        hasUnreadFiles || kinds.contains { $0.concerns(rule) }
    }

    /// `not everything could be read: t.a of account x (access denied)`; nil where everything could. It quotes manifests.
    package var text: String? {
        if isEmpty { return nil }
        return "not everything could be read" + (kindsText.map { ": \($0)" } ?? "")
    }

    /// As many as a line has room for; nil where no manifest names one.
    package var kindsText: String? {
        if kinds.isEmpty { return nil }
        let shown = kinds.prefix(Self.maximumKinds).map(\.phrase).joined(separator: ", ")
        return kinds.count > Self.maximumKinds ? "\(shown) and \(kinds.count - Self.maximumKinds) more" : shown
    }

    private static let maximumKinds = 5
}

extension InventoryManifest.Unread {
    /// Whether the rule may judge resources of that kind, in which `*` stands for any run of characters as in the rule's.
    package func concerns(_ rule: CheckedRule) -> Bool {
        let glob = Glob(kind)
        return rule.kinds.contains { glob.meets(Glob($0.text)) }
    }

    /// Whether the rule ranges over resources of that kind.
    func isRanged(overBy rule: CheckedRule) -> Bool {
        let glob = Glob(kind)
        return rule.inventoryKinds.contains { glob.meets(Glob($0.text)) }
    }

    /// `t.a of account x (access denied)`, with the beginning of a reason that no line has room for.
    package var phrase: String {
        let start = reason.prefix(Self.maximumReason)
        let words = start.endIndex == reason.endIndex ? reason : "\(start)…"
        return kind + (account.map { " of account \($0)" } ?? "") + (reason.isEmpty ? "" : " (\(words))")
    }

    private static let maximumReason = 200
}
