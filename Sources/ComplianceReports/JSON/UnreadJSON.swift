import ResourceReaders

extension JSONWriter {
    /// `{kind, account, reason}`
    mutating func unread(_ unread: InventoryManifest.Unread) {
        object { writer in
            writer.member("kind", unread.kind)
            writer.member("account", unread.account)
            writer.member("reason", unread.reason)
        }
    }
}
