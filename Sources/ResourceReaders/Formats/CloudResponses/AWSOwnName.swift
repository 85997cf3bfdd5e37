import ResourceDocuments
import SourceText

/// The ARN by which a resource of AWS names itself, among those by which it names others: the member `Arn`, or the one that is called
/// after the resource's type, `NotebookInstanceArn` of a notebook instance.
///
/// Source: "Amazon Resource Names (ARNs)" in the AWS reference guide: `arn:PARTITION:SERVICE:REGION:ACCOUNT:TYPE/ID`, `…:TYPE:ID`, `…:ID`.
struct AWSOwnName {
    /// The member's key.
    let key: String
    let service: String
    /// `notebook-instance`; nil where the ARN has none.
    let type: String?

    /// - Parameter typeName: what the place of the resource says that it is; nil where only the ARN can.
    init?(of element: DocumentNode, typeName: String?) {
        guard element.kind == .map, element["resourceType"] == nil else { return nil }
        for (key, value) in element.entries where key.lowercased().hasSuffix("arn") {
            guard let parts = value.string.flatMap(Self.parts) else { continue }
            let owner = Self.plain(key.dropLast("arn".count))
            guard Self.isOwn(owner, type: parts.type.map(Self.plain), listed: typeName.map(Self.plain)) else {
                continue
            }
            self.key = key
            service = parts.service
            self.type = parts.type
            return
        }
        return nil
    }

    /// Whether a member that is called OWNER and `Arn` is the ARN of what has it: the `Arn` of a rule's target is that of another resource.
    private static func isOwn(_ owner: String, type: String?, listed: String?) -> Bool {
        guard let type, let listed else { return owner == (listed ?? type) || owner.isEmpty }
        let isOne = type.hasSuffix(listed) || listed.hasSuffix(type)
        return owner == listed || isOne && (owner.isEmpty || owner == "resource")
    }

    private static func parts(of arn: String) -> (service: String, type: String?)? {
        let parts = arn.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
        guard parts.count == 6, parts[0] == "arn", !parts[2].isEmpty else { return nil }
        let end = parts[5].firstIndex { $0 == "/" || $0 == ":" }
        return (String(parts[2]), end.map { String(parts[5][..<$0]) }.flatMap { $0.isEmpty ? nil : $0 })
    }

    /// `NotebookInstance` and `notebook-instance` are one word.
    private static func plain(_ name: some StringProtocol) -> String { name.lowercased().filter(\.isLetter) }

    /// The kind of a resource that only its ARN tells of: `aws.cloudfront.Function`; nil where it has no type.
    var kind: String? {
        guard let type else { return nil }
        let words = type.split { $0 == "-" || $0 == "_" }
        return "aws.\(Self.command(of: service)).\(words.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined())"
    }

    // MARK: Lists

    /// Keys of lists that say nothing of what is in them.
    private static let plainKeys: Set<String> = ["resources", "items", "results", "data", "value"]
    private static let endings = [
        "SummaryList", "Summaries", "Summary", "List", "Descriptions", "Description", "Details",
    ]

    /// What is listed, or stands, under a key: `NotebookInstance` of `NotebookInstances` and of `NotebookInstanceSummaries`; nil of a key
    /// that says nothing.
    static func typeName(under key: String) -> String? {
        if plainKeys.contains(key.lowercased()) { return nil }
        var name = key[...]
        if let ending = endings.first(where: { key.hasSuffix($0) && key.count > $0.count }) {
            name = key.dropLast(ending.count)
        }
        if name.hasSuffix("ies") {
            name = name.dropLast(3) + "y"
        } else if name.hasSuffix("sses") {
            name = name.dropLast(2)
        } else if name.hasSuffix("s"), !name.hasSuffix("ss"), !name.hasSuffix("us") {
            name = name.dropLast()
        }
        return name.prefix(1).uppercased() + name.dropFirst()
    }

    /// What stands under a key of a response, by the ARN of the first of it; nil where nothing tells.
    static func listed(under key: String, _ value: DocumentNode) -> ListedKind? {
        guard let first = value.kind == .list ? value[0] : value else { return nil }
        let typeName = typeName(under: key)
        guard let name = AWSOwnName(of: first, typeName: typeName) else { return nil }
        return (typeName.map { "aws.\(Self.command(of: name.service)).\($0)" } ?? name.kind)
            .map { ListedKind(key, $0, name.key) }
    }

    /// Services that ARNs call otherwise than the command `aws` does.
    private static let services = [
        "efs": "elasticfilesystem", "elb": "elasticloadbalancing", "elbv2": "elasticloadbalancing",
        "emr": "elasticmapreduce", "msk": "kafka", "opensearch": "es",
    ]

    private static func command(of service: String) -> String {
        services.filter { $0.value == service }.keys.max() ?? service
    }

    /// A kind that the key of a response tells, in the service that the resource's own ARN names: `FileSystems` are of EFS and of FSx.
    static func kind(_ kind: String, of element: DocumentNode) -> String {
        let words = kind.split(separator: ".", maxSplits: 2).map(String.init)
        guard words.count == 3, let name = AWSOwnName(of: element, typeName: words[2]),
            name.service != services[words[1]] ?? words[1]
        else { return kind }
        return "aws.\(command(of: name.service)).\(words[2])"
    }
}
