import ResourceDocuments
import SourceText

/// What a plan and a state say of one resource: its kind is its type, behind `data.` for a data source, and its id the address.
enum TerraformResource {
    /// Reports a resource without type or address.
    static func head(
        _ resource: DocumentCursor, address: PlacedText?, values: DocumentCursor?, into writer: inout EnvelopeWriter
    ) -> EnvelopeHead? {
        guard let type = PlacedText(resource["type"]), let address else {
            let missing = resource["type"]?.string == nil ? "type" : "address"
            writer.report(
                FormatDiagnostics.faulty(
                    "the resource", "has no '\(missing)'", at: resource,
                    hint: "make the file with 'terraform show -json'"))
            return nil
        }
        let isData = resource["mode"]?.string == "data"
        var head = EnvelopeHead(kind: PlacedText(isData ? "data.\(type.text)" : type.text, at: type.span), id: address)
        // What must not be shown is shown in no attribute either.
        func value(_ name: String) -> DocumentCursor? {
            values?[name].flatMap { $0.document.source.hasMask && $0.place?.holdsMasked != false ? nil : $0 }
        }
        head.name = PlacedText(resource["name"])
        head.tags = ["tags_all", "tags", "labels"].lazy.map { AWSTags.tags(of: value($0)) }.first { !$0.isEmpty } ?? []
        // What Google calls tags are names for its firewalls.
        if !type.text.hasPrefix("google_") { head.listedTags = value("tags") }
        head.region = PlacedText(value("region"))
        head.location = ["location", "zone", "availability_zone"].lazy.compactMap { PlacedText(value($0)) }.first
        head.group = PlacedText(value("resource_group_name")) ?? PlacedText(value("resource_group_id"))
        head.account = PlacedText(value("project"))
        for name in ["arn", "crn", "id", "self_link"] { head.complete(from: value(name)) }
        return head
    }

    /// The region that a resource's location is, or is in.
    static func region(of head: EnvelopeHead) -> PlacedText? {
        guard let location = head.location else { return nil }
        let region =
            switch head.kind.text.split(separator: ".").last?.prefix(while: { $0 != "_" }) {
            case "aws": CloudZone.amazonRegion(of: location.text)
            case "google": CloudZone.googleRegion(of: location.text)
            case "ibm": CloudZone.ibmRegion(of: location.text)
            case .some, .none: location.text
            }
        return PlacedText(region, at: location.span)
    }

    /// Whether it is an object that a replacement has left over: it is to be deleted, and has the address of the one in its place.
    static func isDeposed(_ resource: DocumentCursor) -> Bool {
        resource["deposed"] != nil || resource["deposed_key"] != nil
    }

    /// The kinds that a document with resources of these types, or with these providers, is complete in.
    static func kinds(types: some Sequence<String>, providers: [String] = []) -> [String] {
        var prefixes = Set(types.map { String($0.prefix { $0 != "_" }) })
        for provider in providers { prefixes.insert(String(provider.prefix { $0 != "-" })) }
        return prefixes.sorted().flatMap { ["\($0)_*", "data.\($0)_*"] }
    }
}
