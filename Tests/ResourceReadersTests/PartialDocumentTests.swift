import ResourceDocuments
import SourceText
import Testing

@testable import ResourceReaders

/// Documents that hold lists within lists, and those that say that there is more than they hold.
@Suite struct PartialDocumentTests {
    private static func pod(_ name: String, _ head: String = #""apiVersion": "v1", "kind": "Pod", "#) -> String {
        #"{\#(head)"metadata": {"name": "\#(name)"}}"#
    }

    @Test(arguments: [
        #"{"apiVersion": "v1", "kind": "List", "items": [{"apiVersion": "v1", "kind": "List", "items": [\#(pod("a"))]}, \#(pod("b"))]}"#,
        #"{"apiVersion": "v1", "kind": "List", "items": [{"apiVersion": "v1", "kind": "PodList", "items": [\#(pod("a", ""))]}, \#(pod("b"))]}"#,
        #"[{"apiVersion": "v1", "kind": "PodList", "items": [\#(pod("a", ""))]}, \#(pod("b"))]"#,
    ])
    func listsWithinListsAreOpened(_ text: String) {
        let reading = read(text, name: "r.json")
        #expect(reading.diagnostics.isEmpty, "\(reading.codes)")
        #expect(reading.resources.map { "\($0.kind) \($0.id)" } == ["k8s.Pod a", "k8s.Pod b"])
    }

    @Test func aListWithoutAListIsFaulty() {
        #expect(read(#"{"apiVersion": "v1", "kind": "List", "items": {"a": 1}}"#, name: "r.json").codes == ["E2222"])
    }

    @Test func aPageOfAListIsWarnedOf() {
        let text =
            #"{"apiVersion": "v1", "kind": "PodList", "metadata": {"continue": "abc"}, "items": [\#(Self.pod("a", ""))]}"#
        #expect(places(read(text, name: "r.json").diagnostics) == ["r.json:1:66 W2241"])
        #expect(read(text.replacing("abc", with: ""), name: "r.json").codes == [])
    }

    private static func template(_ resource: String, _ more: String = "") -> String {
        #"{"AWSTemplateFormatVersion": "2010-09-09", \#(more)"Resources": {"R": \#(resource)}}"#
    }
    private static let topic = #"{"Type": "AWS::SNS::Topic"}"#

    @Test(arguments: [
        (template(#"{"Type": "AWS::CloudFormation::Stack", "Properties": {"TemplateURL": "./a.yaml"}}"#), "'R' brings"),
        (
            template(#"{"Type": "AWS::Serverless::Application", "Properties": {"Location": {"ApplicationId": "x"}}}"#),
            "'R' brings"
        ),
        (template(#"{"Type": "My::Net::X::MODULE", "Properties": {}}"#), "'R' brings"),
        (template(topic, #""Transform": "My::Macro", "#), "the macro 'My::Macro' brings"),
        (
            template(topic, #""Transform": ["AWS::LanguageExtensions", {"Name": "AWS::Include", "Parameters": {}}], "#),
            "the macro 'AWS::Include' brings"
        ),
    ])
    func whatATemplateDoesNotHoldIsWarnedOf(_ text: String, _ words: String) {
        let reading = read(text, name: "r.json")
        #expect(reading.codes == ["W2247"])
        #expect(reading.diagnostics.first?.message.hasPrefix(words) == true, "\(reading.diagnostics.map(\.message))")
        #expect(reading.inventory.collectedKinds == nil)
    }

    @Test(arguments: [
        "", #""Transform": "AWS::Serverless-2016-10-31", "#, #""Transform": ["AWS::LanguageExtensions"], "#,
    ])
    func aTemplateThatHoldsAllIsWhole(_ more: String) {
        let reading = read(Self.template(Self.topic, more), name: "r.json")
        #expect(reading.codes == [])
        #expect(reading.inventory.collectedKinds?.contains("AWS::*") == true)
    }
}
