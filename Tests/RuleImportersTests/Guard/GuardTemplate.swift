import Foundation
import ResourceDocuments
import ResourceReaders
import RuleChecker
import RulePacks
import SourceText

/// A CloudFormation template of a labelled case, as the resources that rules judge.
enum GuardTemplate {
    static func resources(of template: [String: Any], keys: KeyTable) throws -> [Resource] {
        var envelopes: [[String: Any]] = []
        for (id, value) in (template["Resources"] as? [String: Any] ?? [:]).sorted(by: { $0.key < $1.key }) {
            guard let resource = value as? [String: Any], let kind = resource["Type"] as? String else { continue }
            envelopes.append([
                "kind": kind, "id": id, "properties": resource["Properties"] ?? [:],
                "metadata": resource["Metadata"] ?? [:],
            ])
        }
        for (id, value) in (template["Parameters"] as? [String: Any] ?? [:]).sorted(by: { $0.key < $1.key }) {
            envelopes.append(["kind": "AWS::CloudFormation::Parameter", "id": id, "properties": value])
        }
        return try envelopes.compactMap { envelope in
            let data = try JSONSerialization.data(withJSONObject: envelope, options: [.sortedKeys])
            let source = SourceFile(name: "case.json", text: Array(data))
            let document = YAMLReader.documents(source, keys: keys).documents.first
            return document.flatMap { SingleResource.read($0).resource }
        }
    }

    /// The names under which a resource's metadata suppresses rules: Guard's own, and cfn_nag's ids.
    static func suppressed(_ resource: Any?) -> Set<String> {
        guard let metadata = (resource as? [String: Any])?["Metadata"] as? [String: Any] else { return [] }
        var names: Set<String> = []
        for entry in (metadata["guard"] as? [String: Any])?["SuppressedRules"] as? [Any] ?? [] {
            if let name = entry as? String { names.insert(name) }
            if let reasons = entry as? [String: Any] { names.formUnion(reasons.keys) }
        }
        if let nag = ((metadata["cfn_nag"] ?? metadata["cfn-nag"]) as? [String: Any])?["rules_to_suppress"]
            as? [[String: Any]]
        {
            names.formUnion(nag.compactMap { $0["id"] as? String })
        }
        return names
    }
}
