package import ResourceDocuments

/// The keys of an envelope in a key table, for reading it word by word.
package struct EnvelopeKeys: Sendable {
    let kind, id, name, account, region, location, group, tags, properties: UInt32

    /// Interns the keys of an envelope, so that they have ids before the first document is read.
    package init(in keys: KeyTable) {
        kind = keys.intern("kind")
        id = keys.intern("id")
        name = keys.intern("name")
        account = keys.intern("account")
        region = keys.intern("region")
        location = keys.intern("location")
        group = keys.intern("resource_group")
        tags = keys.intern("tags")
        properties = keys.intern("properties")
    }

    func holds(_ key: UInt32) -> Bool {
        key == kind || key == id || key == name || key == account || key == region || key == location || key == group
            || key == tags || key == properties
    }
}
