import ResourceDocuments
import SourceText

extension Sample {
    /// Every text in the properties of the resource that is judged, and in the documents that such texts are.
    var texts: [String] { tested.properties.texts }

    /// With every such text that is the same.
    func replacing(_ text: String, with other: String) -> Sample {
        var changed = self
        changed.tested.properties = tested.properties.replacing(text, with: other)
        return changed
    }

    /// With one text in the stead of another, of each place in turn: values and keys of the resource that is judged, what is known of it
    /// beside its properties, and the other resources. Where there is a text that `isLikely`, the places of such texts alone.
    func replacingOne(with text: String, where isLikely: (String) -> Bool) -> [Sample] {
        var likely: [Sample] = []
        var others: [Sample] = []
        func add(_ replaced: String, _ sample: Sample) {
            if isLikely(replaced) { likely.append(sample) } else { others.append(sample) }
        }
        for index in resources.indices {
            for (replaced, resource) in resources[index].replacingOne(with: text) {
                var changed = self
                if index == 0 { changed.tested = resource } else { changed.others[index - 1] = resource }
                add(replaced, changed)
            }
        }
        return likely.isEmpty ? others : likely
    }
}

extension SampleResource {
    /// With what stood there.
    fileprivate func replacingOne(with text: String) -> [(replaced: String, resource: SampleResource)] {
        var changed = properties.replacingOne(with: text).map { replaced, value in
            var resource = self
            resource.properties = value
            return (replaced, resource)
        }
        for index in attributes.indices {
            for (replaced, value) in attributes[index].value.replacingOne(with: text) {
                var resource = self
                resource.attributes[index].value = value
                changed.append((replaced, resource))
            }
        }
        var named = self
        named.id = text
        return changed + [(id, named)]
    }
}

extension SampleValue {
    /// The list or map that a text is in JSON, as rules read it with `json` and `yaml`.
    private init?(within text: String) {
        guard text.first == "{" || text.first == "[",
            let document = try? JSONParser.document(SourceFile(name: "text", text: text), keys: KeyTable())
        else { return nil }
        self.init(document.root)
    }

    fileprivate var texts: [String] {
        switch self {
        case .null, .boolean, .number, .undetermined: []
        case .text(let text): [text] + (SampleValue(within: text)?.texts ?? [])
        case .list(let elements): elements.flatMap(\.texts)
        case .map(let members): members.flatMap(\.value.texts)
        }
    }

    fileprivate func replacing(_ text: String, with other: String) -> SampleValue {
        switch self {
        case .null, .boolean, .number, .undetermined: self
        case .text(let own):
            own == text
                ? .text(other) : SampleValue(within: own).map { .text($0.replacing(text, with: other).text) } ?? self
        case .list(let elements): .list(elements.map { $0.replacing(text, with: other) })
        case .map(let members): .map(members.map { Member($0.key, $0.value.replacing(text, with: other)) })
        }
    }

    fileprivate func replacingOne(with text: String) -> [(replaced: String, value: SampleValue)] {
        switch self {
        case .null, .boolean, .number, .undetermined: return []
        case .text(let own): return [(own, .text(text))]
        case .list(let elements):
            return elements.indices.flatMap { index in
                elements[index].replacingOne(with: text).map { replaced, value in
                    var changed = elements
                    changed[index] = value
                    return (replaced, .list(changed))
                }
            }
        case .map(let members):
            let values = members.indices.flatMap { index in
                members[index].value.replacingOne(with: text).map { replaced, value in
                    var changed = members
                    changed[index].value = value
                    return (replaced, SampleValue.map(changed))
                }
            }
            let keys = members.indices.map { index in
                var changed = members
                changed[index].key = text
                return (members[index].key, SampleValue.map(changed))
            }
            return values + keys
        }
    }
}
