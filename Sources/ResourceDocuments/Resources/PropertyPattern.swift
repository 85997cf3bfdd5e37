import SourceText

/// Places in the properties of every resource of a kind: `settings.secret`, `users[*].password`.
package struct PropertyPattern: Hashable, Sendable {
    package enum Step: Hashable, Sendable {
        case key(String)
        /// Each element of a list, or each value of a map.
        case each
    }

    package let steps: [Step]

    package init(_ steps: [Step]) { self.steps = steps }

    /// The paths in a value that fit. O(values on the way)
    func paths(in node: DocumentNode) -> [DocumentPath] {
        var found: [(DocumentNode, DocumentPath)] = [(node, DocumentPath())]
        for step in steps {
            found = found.flatMap { node, path -> [(DocumentNode, DocumentPath)] in
                switch (step, node.kind) {
                case (.key(let key), .map): node.members(named: key, at: path)
                case (.each, .map): node.members(at: path)
                case (.each, .list):
                    node.elements.enumerated().map { ($0.element, path.appending(index: $0.offset)) }
                case (.key, .list), (_, .null), (_, .boolean), (_, .number), (_, .string), (_, .undetermined): []
                }
            }
        }
        return found.map(\.1)
    }
}

extension DocumentNode {
    /// Every member with that key, with its path: a key may stand twice, and both are to be hidden.
    fileprivate func members(named key: String, at path: DocumentPath) -> [(DocumentNode, DocumentPath)] {
        var found: [(DocumentNode, DocumentPath)] = []
        while let member = self[DocumentPath([.key(key, occurrence: found.count)])] {
            found.append((member, path.appending(key: key, occurrence: found.count)))
            if !hasDuplicateKeys { break }
        }
        return found
    }

    /// All members, with their paths.
    fileprivate func members(at path: DocumentPath) -> [(DocumentNode, DocumentPath)] {
        var occurrences: [String: Int] = [:]
        return entries.map { entry in
            let occurrence = occurrences[entry.key, default: 0]
            if hasDuplicateKeys { occurrences[entry.key] = occurrence + 1 }
            return (entry.value, path.appending(key: entry.key, occurrence: occurrence))
        }
    }
}

/// Properties that nobody may be shown, by kind.
package struct SensitiveProperties: Sendable {
    private let patterns: [String: [PropertyPattern]]

    package init(_ patterns: [String: [PropertyPattern]] = [:]) {
        self.patterns = patterns.filter { !$0.value.isEmpty }
    }

    /// The last names of what is marked, sorted; all properties are called so.
    var names: [String] {
        Set(
            patterns.values.joined().map { pattern in
                for case .key(let name) in pattern.steps.reversed() { return name }
                return "properties"
            }
        ).sorted()
    }

    /// What either marks: of inventories that several packs judge.
    package func merged(with other: SensitiveProperties) -> SensitiveProperties {
        SensitiveProperties(
            patterns.merging(other.patterns) { own, others in own + others.filter { !own.contains($0) } })
    }

    /// Of what may not be shown of resources of a kind.
    package func digest(ofKind kind: String, _ key: DigestKey) -> ContentDigest {
        var stream = DigestStream(key)
        for pattern in patterns[kind] ?? [] {
            stream.append(number: pattern.steps.count)
            for step in pattern.steps {
                switch step {
                case .key(let name):
                    stream.append(1)
                    stream.append(measured: name)
                case .each: stream.append(2)
                }
            }
        }
        return stream.finish()
    }

    /// The same resources of one document over its text with a mask on what is sensitive. O(text) where anything is.
    package func mask(_ resources: [Resource]) -> [Resource] {
        if patterns.isEmpty { return resources }
        var spans: [SourceSpan] = []
        for resource in resources {
            for pattern in patterns[resource.kind] ?? [] {
                for path in pattern.paths(in: resource.propertiesNode) {
                    if let place = resource.document.place(of: resource.path(ofProperty: path)) {
                        spans.append(place.span)
                    }
                }
            }
        }
        guard let document = resources.first?.document, !spans.isEmpty else { return resources }
        let masked = document.masking(spans)
        return resources.map { resource in
            Resource(
                document: masked, attributes: resource.attributes, properties: resource.properties,
                propertiesPath: resource.propertiesPath, attributePaths: resource.attributePaths,
                suppressions: resource.suppressions.map { $0.showing(masked.source, insteadOf: document.source) })
        }
    }
}
