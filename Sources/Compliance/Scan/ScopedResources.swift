import ResourceDocuments
package import ResourceReaders
package import SourceText

/// The resources of an inventory that an attachment is about, and how many it is not about.
package struct ScopedResources: Sendable {
    /// Rows of the inventory.
    package private(set) var inside: [Int] = []
    /// In a scope's area, and left out by its exclusions.
    package private(set) var excludedCount = 0
    package private(set) var outsideCount = 0
    /// Scopes and exclusions that match nothing.
    package private(set) var diagnostics: [Diagnostic] = []

    /// O(resources × scopes). The accounts that the reader adds are resources too: `account` resources are in scope with
    /// their accounts.
    package init(_ attachment: Attachment, in reading: InventoryReading) {
        var membership = ScopeMembership(attachment.scopes, accounts: reading.manifestAccounts)
        var withoutAccount = 0
        var withoutGroup = 0
        let rows = reading.rows
        for row in rows.indices {
            let account = rows.account(of: row)
            let group = rows.group(of: row)
            let isAdded = rows.kind(of: row) == AccountResources.kind
            if account == nil { withoutAccount += 1 }
            if group == nil, !isAdded { withoutGroup += 1 }
            switch membership.place(account: account, group: group) {
            case .inside: inside.append(row)
            case .excluded: if !isAdded { excludedCount += 1 }
            case .outside: if !isAdded { outsideCount += 1 }
            }
        }
        let unmatched = membership.unmatched
        diagnostics =
            unmatched.scopes.map { area in
                AttachmentDiagnostics.emptyScope(
                    area, unplaced: area.level == .resourceGroup ? withoutGroup : withoutAccount)
            } + unmatched.exclusions.map { AttachmentDiagnostics.emptyExclusion($0) }
    }
}
