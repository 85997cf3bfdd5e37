import ResourceDocuments

/// A resource of the inventory as registers see it.
///
/// INVARIANT: `view` comes first, so that a pointer to an entry is a pointer to its view.
struct InventoryEntry {
    let view: DocumentView
    let properties: TapeWord
    let attributes: ResourceAttributes

    init(_ frame: ResourceFrame) {
        view = frame.view
        properties = frame.properties
        attributes = frame.attributes
    }

    /// `place` is where this entry stands.
    @inline(__always) func propertiesRegister(at place: UnsafePointer<DocumentView>) -> Register {
        Register(word: properties, view: place)
    }

    @inline(__always) func attributeRegister(
        _ attribute: ResourceAttribute, at place: UnsafePointer<DocumentView>
    ) -> Register {
        Register(word: attributes[attribute], view: place)
    }

    static func register(_ place: UnsafePointer<InventoryEntry>) -> Register {
        Register(word: TapeWord(.resource, high: 0, low: 0), aux: UInt64(UInt(bitPattern: place)))
    }
}
