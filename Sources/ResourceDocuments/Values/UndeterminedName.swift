/// What the names of two values that are decided later say of the values.
///
/// A name is free text, or an attribute of a resource as Terraform addresses it: `module.net["a.b"].aws_subnet.front[0].id`
/// (Terraform language, "Resource Addressing").
package enum UndeterminedName {
    /// True of one name. False of an attribute that identifies, of two resources of one type: `aws_s3_bucket.logs.id` and
    /// `aws_s3_bucket.data.id`. nil where the names leave it open: an attribute that two resources may share, resources of two types (a
    /// bucket and its policy have one id), data sources (two may read one thing), an attribute inside another, and a resource that is written
    /// once with its index or its module and once without. O(length)
    package static func areSame(_ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>) -> Bool? {
        if left.elementsEqual(right) { return true }
        guard let first = Address(left), let second = Address(right), first.isIdentity, first.type == second.type,
            first.attribute == second.attribute
        else { return nil }
        // From the end: of one in a module and one outside, all but the module may be alike.
        let pairs = zip(first.parts.reversed(), second.parts.reversed()).filter { $0 != $1 }
        return pairs.allSatisfy { $0.isIndexOnly(besides: $1) } ? nil : false
    }

    package static func areSame(_ left: String, _ right: String) -> Bool? {
        Array(left.utf8).withUnsafeBufferPointer { left in
            Array(right.utf8).withUnsafeBufferPointer { areSame(left, $0) }
        }
    }

    /// One word of an address, `front[0]`.
    private struct Part: Equatable {
        var name: [UInt8]
        /// With its brackets; empty without one.
        var index: [UInt8] = []

        /// Whether the two may be one: the index is left out of one of them.
        func isIndexOnly(besides other: Part) -> Bool { name == other.name && (index.isEmpty || other.index.isEmpty) }
    }

    /// An attribute of a resource.
    private struct Address {
        /// `module`, its name, …, the type, the resource's name.
        var parts: [Part]
        let type: [UInt8]
        let attribute: [UInt8]

        /// What no two resources of one type have in common, whatever the provider.
        private static let identities: Set<String> = [
            "arn", "crn", "guid", "id", "self_link", "unique_id", "urn", "uuid",
        ]

        /// Whether the attribute tells resources of its type apart. Names of buckets are unique as well.
        var isIdentity: Bool {
            let name = String(decoding: attribute, as: UTF8.self)
            return Self.identities.contains(name) || name == "bucket" && type == Array("aws_s3_bucket".utf8)
        }

        /// nil of any other text, and of a data source's.
        init?(_ name: UnsafeBufferPointer<UInt8>) {
            parts = Address.parts(of: name)
            guard let last = parts.popLast(), last.index.isEmpty, !last.name.isEmpty else { return nil }
            attribute = last.name
            var rest = parts[...]
            while rest.first?.name == Array("module".utf8) { rest = rest.dropFirst(2) }
            let isAddress = !parts.contains { $0.name.isEmpty || $0.name.contains(UInt8(ascii: " ")) }
            guard rest.count == 2, let first = rest.first, isAddress else { return nil }
            type = first.name
        }

        /// Split at dots outside of brackets.
        private static func parts(of name: UnsafeBufferPointer<UInt8>) -> [Part] {
            var parts = [Part(name: [])]
            var isInIndex = false
            var isQuoted = false
            for byte in name {
                if byte == UInt8(ascii: "["), !isQuoted { isInIndex = true }
                if byte == UInt8(ascii: "\""), isInIndex { isQuoted.toggle() }
                if byte == UInt8(ascii: "."), !isInIndex {
                    parts.append(Part(name: []))
                } else if isInIndex {
                    parts[parts.count - 1].index.append(byte)
                } else {
                    parts[parts.count - 1].name.append(byte)
                }
                if byte == UInt8(ascii: "]"), !isQuoted { isInIndex = false }
            }
            return parts
        }
    }
}
