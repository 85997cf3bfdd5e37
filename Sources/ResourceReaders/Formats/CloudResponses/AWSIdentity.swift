import ResourceDocuments
import SourceText

/// What a resource of AWS is known by where no field of its own tells it from all others.
enum AWSIdentity {
    /// Fields that only together are one resource's, by kind: a metric filter is its log group's. Joined with colons, as Terraform
    /// imports them.
    private static let composed = [
        "aws.apigateway.Stage": ["deploymentId", "stageName"],
        "aws.ec2.LaunchTemplateVersion": ["LaunchTemplateId", "VersionNumber"],
        "aws.logs.MetricFilter": ["logGroupName", "filterName"],
    ]

    /// A subscription has no ARN before it is confirmed, but `PendingConfirmation`.
    private static let subscription = ["TopicArn", "Protocol", "Endpoint"]

    /// nil where no field that knows it is text.
    static func id(of element: DocumentCursor, as listed: ListedKind) -> PlacedText? {
        guard let id = listed.identity.lazy.compactMap({ PlacedText(element[$0]) }).first else { return nil }
        let isPending = listed.kind == "aws.sns.Subscription" && !id.text.hasPrefix("arn:")
        guard let fields = isPending ? subscription : composed[listed.kind] else { return id }
        let parts = fields.compactMap { element[$0]?.string ?? element[$0]?.node.numberText }
        return parts.count == fields.count || isPending
            ? PlacedText(parts.joined(separator: ":"), at: id.span) : id
    }

    /// The last part of an ARN, and any other id itself.
    static func name(of id: PlacedText) -> PlacedText {
        guard id.text.hasPrefix("arn:"), let last = id.text.split(whereSeparator: { $0 == ":" || $0 == "/" }).last
        else { return id }
        return PlacedText(String(last), at: id.span)
    }

    /// Services whose resources are in no region.
    private static let globalServices: Set<String> = [
        "account", "cloudfront", "globalaccelerator", "iam", "organizations", "route53", "s3", "shield", "waf",
    ]

    /// The region that a recording was made in, where its file or the folder is called so: `eu-west-1/recorders.json`; nil of what is in no
    /// region. Source: "Regions and Zones" of AWS.
    static func region(of kind: String, from file: String) -> PlacedText? {
        let service = kind.split(separator: ".").dropFirst().first.map(String.init) ?? ""
        guard !globalServices.contains(service) else { return nil }
        return region(in: file).map { PlacedText($0) }
    }

    /// The region in which a host of AWS is: `web-1.eu-west-1.elb.amazonaws.com`.
    static func region(ofHost host: PlacedText?) -> PlacedText? {
        guard let host, host.text.contains(".amazonaws.com") else { return nil }
        return region(in: host.text).map { PlacedText($0, at: host.span) }
    }

    private static func region(in text: String) -> String? {
        let words = text.split { $0 == "/" || $0 == "." || $0 == "_" }
        return words.reversed().lazy.compactMap { region(inWord: $0) }.first
    }

    /// `eu-west-1` of `recorders-eu-west-1`; nil of a word without a region.
    private static func region(inWord word: Substring) -> String? {
        let parts = word.split(separator: "-")
        for start in parts.indices where areas.contains(String(parts[start])) {
            // `us-gov-east-1` has one more.
            for count in 3...4 where start + count <= parts.count {
                let region = parts[start..<start + count]
                let isNumbered = region.last.map { $0.count == 1 && $0.allSatisfy(\.isNumber) } ?? false
                if isNumbered, region.dropLast().allSatisfy({ $0.allSatisfy(\.isLetter) }) {
                    return region.joined(separator: "-")
                }
            }
        }
        return nil
    }

    private static let areas: Set<String> = ["af", "ap", "ca", "cn", "eu", "il", "me", "mx", "sa", "us"]
}
