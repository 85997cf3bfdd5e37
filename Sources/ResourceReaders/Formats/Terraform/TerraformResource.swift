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
        head.name = PlacedText(resource["name"])
        head.tags =
            ["tags_all", "tags", "labels"].lazy.map { AWSTags.tags(of: values?[$0]) }.first { !$0.isEmpty } ?? []
        head.region = PlacedText(values?["region"])
        head.location = PlacedText(values?["location"])
        head.group = PlacedText(values?["resource_group_name"]) ?? PlacedText(values?["resource_group_id"])
        head.account = PlacedText(values?["project"])
        for name in ["arn", "crn", "id", "self_link"] { head.complete(from: values?[name]) }
        return head
    }

    /// The kinds that a document with resources of these types, or with these providers, is complete in.
    static func kinds(types: some Sequence<String>, providers: [String] = []) -> [String] {
        var prefixes = Set(types.map { String($0.prefix { $0 != "_" }) })
        for provider in providers { prefixes.insert(String(provider.prefix { $0 != "-" })) }
        return prefixes.sorted().flatMap { ["\($0)_*", "data.\($0)_*"] }
    }
}
