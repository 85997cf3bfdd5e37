import ResourceDocuments
import SourceText
import Testing

@Suite struct ResourceTests {
    private func resource(_ text: String, kind: String) throws -> Resource {
        let parsed = try document(text)
        let (document, words) = parsed.appending([kind])
        var attributes = ResourceAttributes()
        attributes[.kind] = words[0]
        attributes[.id] = document.root["id"]?.word ?? .null
        attributes[.account] = document.root["account"]?.word ?? .null
        return Resource(
            document: document, attributes: attributes, properties: document.root["properties"]?.word ?? .null,
            propertiesPath: DocumentPath([.key("properties")]), attributePaths: [.id: DocumentPath([.key("id")])])
    }

    @Test func readsAttributesAndProperties() throws {
        let resource = try resource(#"{"id": "a\n", "account": 42, "properties": {"port": 22}}"#, kind: "is.vpc")
        #expect(resource.id == "a\n" && resource.kind == "is.vpc" && resource.account == "42" && resource.name == nil)
        #expect(resource.node(of: .region).isNull)
        #expect(resource.propertiesNode["port"]?.number == ExactNumber(22))
        let path = resource.path(ofProperty: DocumentPath([.key("port")]))
        #expect(resource.document.place(of: path)?.text == "22")
        let frame = resource.frame
        #expect(frame.view.value(of: frame.properties, at: 0).integer == 22)
    }

    @Test func everyAttributeHasItsWord() {
        var attributes = ResourceAttributes()
        for attribute in ResourceAttribute.allCases {
            attributes[attribute] = TapeWord(integer: Int64(attribute.rawValue) + 1)
        }
        for attribute in ResourceAttribute.allCases {
            #expect(attributes[attribute].integer == Int64(attribute.rawValue) + 1)
        }
    }

    @Test func aKindWasCollectedOrNot() throws {
        let resources = try ["is.vpc", "is.subnet", "k8s.Pod"].map { try resource("{}", kind: $0) }
        let unsaid = Inventory(resources: resources)
        #expect(unsaid.wasCollected("is.vpc") && unsaid.wasCollected("is.*") && !unsaid.wasCollected("aws_s3_bucket"))
        let said = Inventory(resources: resources, collectedKinds: ["is.vpc", "aws_*"])
        #expect(said.wasCollected("aws_s3_bucket") && said.wasCollected("aws_*") && said.wasCollected("is.*"))
        #expect(!said.wasCollected("k8s.Pod") && !said.wasCollected("azure.*"))
        let unread = Inventory(resources: resources, collectedKinds: ["is.vpc"], unreadKinds: ["is.subnet"])
        #expect(unread.wasCollected("is.vpc") && !unread.wasCollected("is.*") && !unread.wasCollected("*"))
        #expect(unsaid.resources(ofKind: "is.*").map(\.kind) == ["is.vpc", "is.subnet"])
        #expect(unsaid.resources(ofKind: "k8s.Pod").count == 1)
    }
}
