import ResourceDocuments
import SourceText

/// Documents that no reader takes although they plainly belong to a tool: what is missing in them, or what would have to be given in
/// their stead. Without this they would be told to be envelopes.
enum UnreadFormats {
    /// nil of a document that looks like nothing in particular.
    static func fault(in root: DocumentCursor) -> Diagnostic? {
        switch root.kind {
        case .string: return ofText(root)
        case .map where root["properties"] == nil || root["kind"] == nil: return ofMap(root)
        case .map, .list, .null, .boolean, .number, .undetermined: return nil
        }
    }

    /// nil of a file whose bytes may be text.
    static func fault(in file: SourceFile) -> Diagnostic? {
        let signatures: [(bytes: [UInt8], name: String, hint: String)] = [
            (
                [0x50, 0x4B, 3, 4], "a ZIP archive",
                "a plan that Terraform has saved is one: give what 'terraform show -json FILE' prints"
            ), ([0x1F, 0x8B], "packed as gzip", cure(of: file, ending: ".gz")),
            ([0x28, 0xB5, 0x2F, 0xFD], "packed as Zstandard", cure(of: file, ending: ".zst")),
        ]
        guard let found = signatures.first(where: { file.text.starts(with: $0.bytes) }) else { return nil }
        return FormatDiagnostics.unread(
            "the file is \(found.name)", at: SourcePlace(file, .empty(at: 0)), hint: found.hint)
    }

    /// Of a packed file that is not called one.
    private static func cure(of file: SourceFile, ending: String) -> String {
        guard InventoryFormat.lineEndings.contains(where: file.name.hasSuffix) else { return "unpack it" }
        let name = file.name.split(separator: "/").last ?? ""
        return "unpack it, or call it '\(name)\(ending)': packed JSON Lines are read by that name"
    }

    /// Of a file that is no YAML because it is the template of one.
    static func faultOfTemplate(_ file: SourceFile) -> Diagnostic? {
        let text = String(decoding: file.text.prefix(1 << 20), as: UTF8.self)
        guard let mark = ["{{-", "{{ .", "{{ include", "{{.", "{% "].lazy.compactMap({ text.firstRange(of: $0) }).first
        else { return nil }
        let offset = text.utf8.distance(from: text.startIndex, to: mark.lowerBound)
        return FormatDiagnostics.unread(
            "the file is a template of YAML", at: SourcePlace(file, SourceSpan(offset, offset + 2)),
            hint: "give what it is rendered to, such as the output of 'helm template'")
    }

    private static func ofText(_ root: DocumentCursor) -> Diagnostic? {
        let name = root.document.source.name
        if name.hasSuffix(".tf") || name.hasSuffix(".hcl") || name.hasSuffix(".tofu") {
            return fault(
                "the file is a source of Terraform", root,
                hint: "its plan is read: 'terraform plan -out FILE', and then 'terraform show -json FILE'")
        }
        guard name.hasSuffix(".bicep") else { return nil }
        return fault("the file is a source of Bicep", root, hint: "give what 'az bicep build' makes of it")
    }

    private static func ofMap(_ root: DocumentCursor) -> Diagnostic? {
        if root["AWSTemplateFormatVersion"] != nil || root["Transform"] != nil, root["Resources"]?.kind != .map {
            return fault(
                "the template has no map 'Resources'", root,
                hint: near("Resources", in: root) ?? "a template declares its resources there")
        }
        if root["@level"] != nil, root["@message"] != nil {
            return fault(
                "this is the log of 'terraform plan -json'", root,
                hint: "give the plan: 'terraform plan -out FILE', and then 'terraform show -json FILE'")
        }
        if root["terraform_version"] != nil, root["modules"]?.kind == .list,
            let version = root["version"]?.node.numberText
        {
            return fault(
                "this is a state of Terraform's version \(version), which Terraform 0.11 and earlier wrote", root,
                hint: "let Terraform 0.12 or later upgrade it, and give what 'terraform show -json' prints")
        }
        if root["format_version"] != nil || root["terraform_version"] != nil {
            return fault(
                "the document is neither a plan nor a state that Terraform 0.12 or later writes", root,
                hint:
                    "give what 'terraform show -json' prints: a plan has 'planned_values' and 'resource_changes', a state has 'values'"
            )
        }
        if root["$schema"]?.string?.lowercased().contains("deploymenttemplate.json") == true {
            return fault(
                "the template has no 'resources'", root,
                hint: near("resources", in: root) ?? "a template declares its resources there")
        }
        return ofError(root) ?? ofManifest(root) ?? ofResponse(root) ?? ofMappedFile(root)
    }

    /// What a cloud answers instead: `{"error": {"code": 403, …}}` of Google and Azure, `errors` of IBM Cloud, `Error` of AWS.
    private static func ofError(_ root: DocumentCursor) -> Diagnostic? {
        let error = root["error"] ?? root["Error"] ?? root["errors"]?.elements.first
        guard let error, error.kind == .map, let code = error["code"] ?? error["Code"] else { return nil }
        let told = code.string ?? code.node.numberText ?? "an error"
        return fault(
            "this is the error that a cloud answered with, not a response: \(told)", error,
            hint: "collect it again, as somebody who may read it")
    }

    private static func ofManifest(_ root: DocumentCursor) -> Diagnostic? {
        guard root["apiVersion"] != nil || root["kind"] != nil && root["metadata"] != nil else { return nil }
        let (field, example) = root["apiVersion"]?.string == nil ? ("apiVersion", "v1") : ("kind", "Pod")
        let what = root[field] == nil ? "has no '\(field)'" : "has a '\(field)' that is no text"
        return fault(
            "the Kubernetes object \(what)", root,
            hint: near(field, in: root) ?? "write one, such as '\(field): \(example)'")
    }

    /// A list under a key of a cloud's response whose elements nothing tells apart.
    private static func ofResponse(_ root: DocumentCursor) -> Diagnostic? {
        let kinds = AWSKinds.all + IBMKinds.pages
        guard let listed = kinds.first(where: { $0.mark == nil && root[$0.key]?.elements.first?.kind == .map }),
            let first = root[listed.key]?.elements.first, let identity = listed.identity.first, first[identity] == nil
        else { return nil }
        return fault(
            "the elements of '\(listed.key)' have no '\(identity)'", first,
            hint: near(identity, in: first) ?? "give the response whole, or read it with --kind and --select")
    }

    private static func ofMappedFile(_ root: DocumentCursor) -> Diagnostic? {
        let services = root["services"]?.members.first?.value
        if services?["image"] != nil || services?["build"] != nil {
            return fault(
                "the document is a Compose file", root,
                hint:
                    "say with --mapping where its resources stand: 'kind: compose.service', 'items: services[*]', 'id: \"@key\"'"
            )
        }
        if root["runs"]?["using"]?.string != nil {
            return fault(
                "the document is an action of GitHub", root,
                hint:
                    "say with --mapping where its resources stand: 'has: runs', 'kind: github.action', 'id: \"@file\"'")
        }
        guard root["jobs"]?.kind == .map, root["on"] != nil || root["true"] != nil else { return nil }
        return fault(
            "the document is a workflow of GitHub", root,
            hint: "say with --mapping where its resources stand: 'kind: github.job', 'items: jobs[*]', 'id: \"@key\"'")
    }

    private static func near(_ key: String, in map: DocumentCursor) -> String? {
        Spelling.nearest(to: key, among: map.members.map(\.key).filter { $0 != key })
            .map { "did you mean '\(key)' by '\($0)'?" }
    }

    private static func fault(_ message: String, _ value: DocumentCursor, hint: String) -> Diagnostic {
        FormatDiagnostics.unread(message, at: FormatDiagnostics.start(of: value), hint: hint)
    }
}
