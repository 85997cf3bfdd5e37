import ResourceDocuments
import SourceText
import Testing

@testable import ResourceReaders

/// A key that stands twice in JSON means one thing to one program and another to the next: what is taken apart by keys is not read then.
@Suite struct RepeatedKeyTests {
    private static let change =
        #"{"address": "a.b", "type": "a", "name": "b", "change": {"actions": ["create"], "after": {"encrypted": true}}}"#

    @Test(arguments: [
        // A plan and a state of Terraform.
        #"{"format_version": "1.2", "planned_values": {}, "resource_changes": [], "resource_changes": [\#(change)]}"#,
        #"{"format_version": "1.2", "planned_values": {}, "resource_changes": [{"address": "a.b", "type": "a", "name": "b", "change": {"actions": ["create"], "after": {"encrypted": true}, "after": {"encrypted": false}}}]}"#,
        #"{"format_version": "1.2", "planned_values": {}, "resource_changes": [{"address": "a.b", "type": "a", "type": "c", "name": "b", "change": {"actions": ["create"], "after": {}}}]}"#,
        #"{"format_version": "1.2", "planned_values": {}, "resource_changes": [{"address": "a.b", "type": "a", "name": "b", "change": {"actions": ["delete"], "actions": ["create"], "after": {}}}]}"#,
        #"{"version": 4, "terraform_version": "1.9.8", "resources": [], "resources": [{"mode": "managed", "type": "a", "name": "b", "instances": []}]}"#,
        // A template.
        #"{"Resources": {"V": {"Type": "AWS::EC2::Volume", "Properties": {"Encrypted": true}, "Properties": {"Encrypted": false}}}}"#,
        #"{"Resources": {}, "Resources": {"V": {"Type": "AWS::EC2::Volume", "Properties": {"Encrypted": false}}}}"#,
        #"{"Resources": {"V": {"Type": "AWS::EC2::Volume", "Properties": {"Encrypted": true, "Encrypted": false}}}}"#,
        // Manifests.
        #"{"apiVersion": "v1", "kind": "List", "items": [], "items": [{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "a"}}]}"#,
        #"{"apiVersion": "v1", "kind": "ConfigMap", "kind": "Pod", "metadata": {"name": "a"}}"#,
        // A template of Azure, and a response.
        #"{"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#", "contentVersion": "1.0.0.0", "resources": [], "resources": [{"type": "Microsoft.Storage/storageAccounts", "apiVersion": "2023-01-01", "name": "a", "properties": {}}]}"#,
        #"{"SecurityGroups": [{"GroupId": "sg-1", "GroupId": "sg-2", "IpPermissions": []}]}"#,
    ])
    func nothingIsReadOfSuchADocument(_ text: String) {
        let reading = read(text, name: "r.json")
        #expect(reading.codes == ["E2246"])
        #expect(reading.resources.isEmpty)
        #expect(!reading.inventory.refused.isEmpty)
    }

    @Test func bothPlacesAreSaid() throws {
        let reading = read(
            #"{"Resources": {"V": {"Type": "T::A::B", "Type": "T::A::C"}}}"#, name: "r.json", reader: "cloudformation")
        let fault = try #require(reading.diagnostics.first)
        #expect(places(reading.diagnostics) == ["r.json:1:41 E2246"])
        #expect(fault.message == "the key 'Type' occurs twice in this map")
        #expect(fault.secondary.map(\.place.position.column) == [22])
    }

    @Test func whatIsSelectedIsNotReadEither() {
        let reading = read(#"{"a": [{"id": "x", "id": "y"}]}"#, name: "r.json", selection: ("t.a", "a"))
        #expect(reading.codes == ["E2246"])
    }

    /// Every other file is read, and of an inventory's own resources a property is unknown where it stands twice.
    @Test func otherDocumentsStayAsTheyAre() {
        let files = [
            ("a.json", #"{"kind": "t.a", "id": "1", "properties": {"x": 1, "x": 2}}"#),
            ("b.json", #"{"Resources": {"V": {"Type": "T::A::B", "Type": "T::A::C"}}}"#),
            ("c.json", #"{"Resources": {"W": {"Type": "T::A::B"}}, "AWSTemplateFormatVersion": "2010-09-09"}"#),
        ].map { SourceFile(name: $0, text: $1) }
        #expect(read(files).resources.map(\.kind).sorted() == ["AWS::CloudFormation::Template", "T::A::B", "t.a"])
    }
}
