import ResourceDocuments
import RuleTracer

/// Where findings in one resource stand, and what tells the elements that they stand in, as a line writes it: what one rule finds at a place
/// the next one, that has another parameter, finds there too, and each is looked for once.
final class SharedPlaces {
    let resource: Resource
    private let texts = ReadTexts()
    private var elements: FoundElements
    private var places: [ResourceMark: [UInt8]] = [:]
    private var digests: [Element: String?] = [:]

    /// All that the digest turns on.
    private struct Element: Hashable {
        let path: ResourcePath
        let missing: ResourcePath?
        let tested: [ResourcePath]
    }

    init(in resource: Resource) {
        self.resource = resource
        elements = FoundElements(in: resource)
    }

    /// The member `place`, without a space.
    func place(of finding: Finding) -> [UInt8] {
        let mark = finding.placeMark
        if let known = places[mark] { return known }
        var writer = JSONWriter(layout: .tight)
        writer.member("place", mark.place(in: resource, reading: texts))
        places[mark] = writer.bytes
        return writer.bytes
    }

    /// nil of what stands in no list.
    func elementDigest(of finding: Finding) -> String? {
        guard finding.path.leadsThroughList else { return nil }
        let element = Element(path: finding.path, missing: finding.missing, tested: finding.tests.compactMap(\.path))
        if let known = digests[element] { return known }
        let digest = elements.words(of: finding).map { Fingerprint.digest(ofElement: $0) }
        digests[element] = .some(digest)
        return digest
    }
}
