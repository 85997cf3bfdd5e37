import ResourceDocuments
import SourceText

/// An operation of AWS whose response does not say what it is of; the name of the recorded file does.
///
/// Names of operations and fields: the AWS API and CLI references, 2026.
struct NamedOperation: Sendable {
    /// As the command `aws` calls it: `get-bucket-encryption`.
    let name: String
    let kind: String
    /// The members that its response has. The first tells the operation, where it is not so common that only the file's name does.
    let keys: [String]
    let isToldByKey: Bool

    private init(_ name: String, _ kind: String, _ keys: String..., isToldByKey: Bool = true) {
        self.name = name
        self.kind = kind
        self.keys = keys
        self.isToldByKey = isToldByKey
    }

    /// Longer names before those that they begin with.
    static let all: [NamedOperation] = [
        NamedOperation("get-account-password-policy", "aws.iam.PasswordPolicy", "PasswordPolicy"),
        NamedOperation("get-account-summary", "aws.iam.AccountSummary", "SummaryMap"),
        NamedOperation("get-bucket-acl", "aws.s3.BucketACL", "Grants", "Owner"),
        NamedOperation("get-bucket-encryption", "aws.s3.BucketEncryption", "ServerSideEncryptionConfiguration"),
        NamedOperation(
            "get-bucket-lifecycle-configuration", "aws.s3.BucketLifecycle", "Rules",
            "TransitionDefaultMinimumObjectSize", isToldByKey: false),
        NamedOperation("get-bucket-lifecycle", "aws.s3.BucketLifecycle", "Rules", isToldByKey: false),
        NamedOperation("get-bucket-logging", "aws.s3.BucketLogging", "LoggingEnabled"),
        NamedOperation("get-bucket-ownership-controls", "aws.s3.BucketOwnershipControls", "OwnershipControls"),
        NamedOperation("get-bucket-policy-status", "aws.s3.BucketPolicyStatus", "PolicyStatus"),
        NamedOperation("get-bucket-policy", "aws.s3.BucketPolicy", "Policy", isToldByKey: false),
        NamedOperation(
            "get-bucket-versioning", "aws.s3.BucketVersioning", "Status", "MFADelete", isToldByKey: false),
        NamedOperation(
            "get-detector", "aws.guardduty.Detector", "FindingPublishingFrequency", "CreatedAt", "DataSources",
            "Features",
            "ServiceRole", "Status", "Tags", "UpdatedAt"),
        NamedOperation(
            "get-ebs-encryption-by-default", "aws.ec2.EbsEncryptionByDefault", "EbsEncryptionByDefault", "SseType"),
        NamedOperation("get-key-policy", "aws.kms.KeyPolicy", "Policy", "PolicyName", isToldByKey: false),
        NamedOperation("get-policy-version", "aws.iam.PolicyVersion", "PolicyVersion"),
        NamedOperation(
            "get-trail-status", "aws.cloudtrail.TrailStatus", "IsLogging", "LatestCloudWatchLogsDeliveryError",
            "LatestCloudWatchLogsDeliveryTime", "LatestDeliveryAttemptSucceeded", "LatestDeliveryAttemptTime",
            "LatestDeliveryError", "LatestDeliveryTime", "LatestDigestDeliveryError", "LatestDigestDeliveryTime",
            "LatestNotificationAttemptSucceeded", "LatestNotificationAttemptTime", "LatestNotificationError",
            "LatestNotificationTime", "StartLoggingTime", "StopLoggingTime", "TimeLoggingStarted", "TimeLoggingStopped"),
        NamedOperation("get-public-access-block", "aws.s3.PublicAccessBlock", "PublicAccessBlockConfiguration"),
        NamedOperation(
            "describe-load-balancer-attributes", "aws.elbv2.LoadBalancerAttributes", "Attributes", isToldByKey: false),
    ]

    /// The operation whose response this is, and what it is of, where the file's name says that; nil of any other document.
    static func found(in root: DocumentNode) -> (operation: NamedOperation, subject: String?)? {
        guard root.kind == .map else { return nil }
        for operation in all {
            if let subject = operation.subject(in: root.document.source.name), operation.mayGive(root) {
                return (operation, subject)
            }
        }
        let told = all.first { $0.isToldByKey && root[$0.keys[0]] != nil && $0.mayGive(root) }
        return told.map { ($0, nil) }
    }

    private func mayGive(_ root: DocumentNode) -> Bool {
        root.entries.allSatisfy { keys.contains($0.key) || $0.key == "ResponseMetadata" }
    }

    /// What is beside the operation's name in the file's: `shop-logs` of `shop-logs.get-bucket-acl.json`, `get-bucket-acl_shop-logs.json`,
    /// `shop-logs/get-bucket-acl.json` and `get-bucket-acl/shop-logs.json`.
    private func subject(in file: String) -> String? {
        let parts = file.split(separator: "/")
        guard let last = parts.last else { return nil }
        let stem = last.lastIndex(of: ".").map { last[..<$0] } ?? last
        let folder = parts.dropLast().last
        if stem == name { return folder.map(String.init) }
        if let folder, folder == name { return String(stem) }
        let separators: [Character] = [".", "_", "-"]
        if stem.hasPrefix(name), let separator = stem.dropFirst(name.count).first, separators.contains(separator) {
            return String(stem.dropFirst(name.count + 1))
        }
        if stem.hasSuffix(name), let separator = stem.dropLast(name.count).last, separators.contains(separator) {
            let subject = stem.dropLast(name.count + 1)
            return subject.isEmpty ? nil : String(subject)
        }
        return nil
    }
}
