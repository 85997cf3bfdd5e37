import ResourceDocuments
import SourceText

/// Objects of Kubernetes: one, or a list of them (`kind: List`, `kind: PodList`, or a plain list), as manifests and `kubectl get -o json`
/// have them.
///
/// The kind is `k8s.`, the first part of the API group where there is one, and the object's kind: `k8s.Pod`,
/// `k8s.apps.Deployment`, `k8s.networking.NetworkPolicy`. The id is `NAMESPACE/NAME`, or the name where no namespace is written; of what
/// has no name of its own it is `generateName` or the file, with `#2` for the second of them and so on. The properties are the object, and `pod_metadata` and `pod_spec`: of the pod itself, or of the template of whatever makes pods.
struct KubernetesManifest: ResourceFormat {
    let name = "kubernetes"
    let title = "a Kubernetes manifest"

    func recognises(_ root: DocumentNode) -> Bool {
        Self.isObject(root) || root.kind == .list && root[0].map(Self.isObject) == true
    }

    private static func isObject(_ node: DocumentNode) -> Bool {
        node["apiVersion"]?.kind == .string && node["kind"]?.kind == .string
    }

    func read(_ root: DocumentCursor, into writer: inout EnvelopeWriter) {
        writer.idsAreLocal()
        if root.kind == .list {
            for object in root.elements { read(object, into: &writer) }
        } else {
            read(root, kind: PlacedText(root["kind"]), version: root["apiVersion"]?.string, into: &writer)
        }
    }

    /// An object, or what a list holds: lists stand within lists, too, and the server takes them as one.
    private func read(
        _ object: DocumentCursor, kind: PlacedText?, version: String?, into writer: inout EnvelopeWriter
    ) {
        guard let kind, kind.text.hasSuffix("List"),
            let items = object["items"] ?? (kind.text == "List" ? object : nil),
            items.kind == .list || kind.text == "List"
        else { return readObject(object, kind: kind, version: version, into: &writer) }
        guard items.kind == .list else {
            return writer.report(
                FormatDiagnostics.faulty(
                    "the List", "has no list of 'items'", at: items, hint: "write its objects as elements of 'items'"))
        }
        if let mark = object["metadata"]?["continue"], mark.string?.isEmpty == false {
            writer.report(FormatDiagnostics.unfinished(mark))
        }
        // In a typed list the objects may leave out what the list says.
        let itemKind = kind.text == "List" ? nil : PlacedText(String(kind.text.dropLast("List".count)), at: kind.span)
        for item in items.elements {
            read(
                item, kind: PlacedText(item["kind"]) ?? itemKind, version: item["apiVersion"]?.string ?? version,
                into: &writer)
        }
    }

    /// What secrets hold, also in the copy that `kubectl apply` keeps of what it was given.
    func sensitiveValues(_ root: DocumentCursor) -> [SourceSpan] {
        let kind = root["kind"]?.string
        if root.kind == .list { return root.elements.flatMap(sensitiveValues) }
        if kind?.hasSuffix("List") == true, let items = root["items"] {
            return items.elements.flatMap { item in
                item["kind"] == nil && kind == "SecretList" ? Self.values(ofSecret: item) : sensitiveValues(item)
            }
        }
        return kind == "Secret" ? Self.values(ofSecret: root) : []
    }

    private static func values(ofSecret secret: DocumentCursor) -> [SourceSpan] {
        let applied = secret["metadata"]?["annotations"]?["kubectl.kubernetes.io/last-applied-configuration"]
        let held = ["data", "stringData"].compactMap { secret[$0] }.flatMap { $0.members.map(\.value) }
        return (held + [applied].compactMap(\.self)).compactMap(\.span)
    }

    private func readObject(
        _ object: DocumentCursor, kind: PlacedText?, version: String?, into writer: inout EnvelopeWriter
    ) {
        guard object.kind == .map, let kind, let version else {
            let missing = [kind == nil ? "'kind'" : nil, version == nil ? "'apiVersion'" : nil].compactMap { $0 }
            return writer.report(
                FormatDiagnostics.faulty(
                    "the object", "has no \(missing.joined(separator: " and no "))", at: object,
                    hint: "add it, such as 'kind: Pod' and 'apiVersion: v1'"))
        }
        for fault in MisspeltMembers.faults(of: object, kind: kind.text) { writer.report(fault) }
        let metadata = object["metadata"]
        let name = PlacedText(metadata?["name"]) ?? PlacedText(metadata?["generateName"])
        let namespace = metadata?["namespace"]?.string.map { $0 + "/" } ?? ""
        // What is no object of a cluster, a Kustomization, has no name.
        var id = name.map { PlacedText(namespace + $0.text, at: $0.span) } ?? PlacedText(object.document.source.name)
        let fullKind = KubernetesKind.kind(of: kind.text, version: version)
        if PlacedText(metadata?["name"]) == nil { id = writer.distinct(id, of: fullKind) }
        if name == nil, Self.wantsName(object, version: version) {
            writer.report(FormatDiagnostics.nameless(kind.text, id: id.text, object))
        }
        var head = EnvelopeHead(kind: PlacedText(fullKind, at: kind.span), id: id)
        head.name = name
        head.group = PlacedText(metadata?["namespace"])
        head.tags = AWSTags.tags(of: metadata?["labels"])
        head.suppressions = ManifestSuppressions.read(metadata?["annotations"])
        let pod = PodTemplate.of(object, kind: kind.text)
        let unrendered = UnrenderedText(object.document)
        writer.resource(head) { builder in
            builder.beginMap()
            builder.copyMembers(of: object, rewriting: unrendered.write)
            for (key, value) in [("pod_metadata", pod?["metadata"]), ("pod_spec", pod?["spec"])] {
                guard let value, object[key] == nil else { continue }
                builder.key(key, at: value.keySpan)
                builder.copy(value, rewriting: unrendered.write)
            }
            builder.endMap(at: object.span)
        }
    }

    /// Whether it is an object that a cluster would take, which the configuration of a tool is not.
    private static func wantsName(_ object: DocumentCursor, version: String) -> Bool {
        (object["metadata"] != nil || object["spec"] != nil) && !version.contains("config.k8s.io/")
    }
}

/// Members of an object that are nearly those that lead to its pod or to its configuration and are none: `spc`, `tmplate`. What stands
/// in them would be judged by nobody, and what a rule asks for would be missing.
private enum MisspeltMembers {
    static func faults(of object: DocumentCursor, kind: String) -> [Diagnostic] {
        var faults = look(for: ["metadata", "spec"], in: object, named: "the \(kind)")
        let steps = PodTemplate.path(kind: kind)
        var around: DocumentCursor? = object
        for (index, step) in steps.enumerated() {
            if index > 0, let map = around { faults += look(for: [step], in: map, named: "'\(steps[index - 1])'") }
            around = around?[step]
        }
        if !steps.isEmpty, let template = around { faults += look(for: ["spec"], in: template, named: "the template") }
        return faults
    }

    private static func look(for wanted: [String], in map: DocumentCursor, named subject: String) -> [Diagnostic] {
        let missing = wanted.filter { map[$0] == nil }
        return map.members.compactMap { key, value in
            guard !known.contains(key), let meant = Spelling.nearest(to: key, among: missing) else { return nil }
            return FormatDiagnostics.faulty(
                subject, "has no member '\(key)'", at: value, hint: "did you mean '\(meant)'?")
        }
    }

    /// Members of objects that are near another and right.
    private static let known: Set<String> = ["spec", "metadata", "template", "jobTemplate", "data", "kind", "status"]
}

/// Where the pod, or the template of pods, stands in an object.
private enum PodTemplate {
    /// The map of `metadata` and `spec`; nil of an object that makes no pods.
    static func of(_ object: DocumentCursor, kind: String) -> DocumentCursor? {
        if kind == "Pod" { return object }
        let steps = path(kind: kind)
        if !steps.isEmpty { return steps.reduce(Optional(object)) { value, step in value?[step] } }
        // A kind that somebody added: an Argo Rollout, a Knative Service.
        let template = object["spec"]?["template"]
        return template?["spec"]?["containers"] == nil ? nil : template
    }

    /// The way from an object to its template; empty of a kind that has none, and of one that is not Kubernetes' own.
    static func path(kind: String) -> [String] {
        switch kind {
        case "PodTemplate": ["template"]
        case "CronJob": ["spec", "jobTemplate", "spec", "template"]
        case "Deployment", "DaemonSet", "StatefulSet", "ReplicaSet", "ReplicationController", "Job":
            ["spec", "template"]
        default: []
        }
    }
}
