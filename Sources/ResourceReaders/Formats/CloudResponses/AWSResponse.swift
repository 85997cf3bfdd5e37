import ResourceDocuments
import SourceText

/// What the command `aws` prints for an operation that describes or lists: the kind is told by the response's key.
///
/// The kinds are `aws.SERVICE.TYPE`; the properties are the resource as the interface has it.
struct AWSResponse: ResourceFormat {
    let name = "aws"
    let title = "a response of AWS"

    func recognises(_ root: DocumentNode) -> Bool {
        root.kind == .map && root["kind"] == nil
            && (root["Reservations"]?.kind == .list || Self.kinds.contains { $0.isListed(in: root) })
    }

    func read(_ root: DocumentCursor, into writer: inout EnvelopeWriter) {
        for reservation in root["Reservations"]?.elements ?? [] {
            for instance in reservation["Instances"]?.elements ?? [] {
                read(instance, as: Self.instance, account: PlacedText(reservation["OwnerId"]), into: &writer)
            }
        }
        for listed in Self.kinds where listed.isListed(in: root.node) {
            for element in root[listed.key]?.elements ?? [] { read(element, as: listed, account: nil, into: &writer) }
        }
    }

    private func read(
        _ element: DocumentCursor, as listed: ListedKind, account: PlacedText?, into writer: inout EnvelopeWriter
    ) {
        guard let id = listed.identity.lazy.compactMap({ PlacedText(element[$0]) }).first else {
            return writer.report(
                FormatDiagnostics.faulty(
                    "the \(listed.kind)", "has no '\(listed.identity.first ?? "id")'", at: element,
                    hint: "give the response as the command printed it"))
        }
        var head = EnvelopeHead(kind: PlacedText(listed.kind), id: id)
        head.tags =
            ["Tags", "TagSet", "TagList", "tags"].lazy.map { AWSTags.tags(of: element[$0]) }
            .first { !$0.isEmpty } ?? []
        head.name = PlacedText(head.tags.first { $0.key.text == "Name" }?.value) ?? id
        head.account = account ?? PlacedText(element["OwnerId"])
        for (key, value) in element.members where key.lowercased().hasSuffix("arn") { head.complete(from: value) }
        head.region = head.region ?? PlacedText(element["HomeRegion"])
        writer.resource(head, properties: element)
    }

    private static let instance = ListedKind("Instances", "aws.ec2.Instance", "InstanceId")

    /// Names of operations and fields: the AWS API references, 2026.
    private static let kinds: [ListedKind] = [
        ListedKind("AccessKeyMetadata", "aws.iam.AccessKey", "AccessKeyId"),
        ListedKind("Addresses", "aws.ec2.Address", "AllocationId", "PublicIp"),
        ListedKind("AutoScalingGroups", "aws.autoscaling.AutoScalingGroup", "AutoScalingGroupARN"),
        ListedKind("Buckets", "aws.s3.Bucket", "Name"),
        ListedKind("CacheClusters", "aws.elasticache.CacheCluster", "CacheClusterId"),
        ListedKind("CertificateSummaryList", "aws.acm.Certificate", "CertificateArn"),
        ListedKind("Clusters", "aws.redshift.Cluster", "ClusterIdentifier"),
        ListedKind("clusters", "aws.ecs.Cluster", "clusterArn"),
        ListedKind("ConfigurationRecorders", "aws.config.ConfigurationRecorder", "name"),
        ListedKind("DBClusters", "aws.rds.DBCluster", "DBClusterIdentifier"),
        ListedKind("DBInstances", "aws.rds.DBInstance", "DBInstanceIdentifier"),
        ListedKind("DBSnapshots", "aws.rds.DBSnapshot", "DBSnapshotIdentifier"),
        ListedKind("DomainStatusList", "aws.opensearch.Domain", "ARN", "DomainName"),
        ListedKind("FileSystems", "aws.efs.FileSystem", "FileSystemId"),
        ListedKind("FlowLogs", "aws.ec2.FlowLog", "FlowLogId"),
        ListedKind("Functions", "aws.lambda.Function", "FunctionArn", "FunctionName"),
        ListedKind("Groups", "aws.iam.Group", "Arn"),
        ListedKind("HostedZones", "aws.route53.HostedZone", "Id"),
        ListedKind("Images", "aws.ec2.Image", "ImageId"),
        ListedKind("InternetGateways", "aws.ec2.InternetGateway", "InternetGatewayId"),
        ListedKind("KeyPairs", "aws.ec2.KeyPair", "KeyPairId"),
        ListedKind("Keys", "aws.kms.Key", "KeyArn", "KeyId"),
        ListedKind("LoadBalancerDescriptions", "aws.elb.LoadBalancer", "LoadBalancerName"),
        ListedKind("LoadBalancers", "aws.elbv2.LoadBalancer", "LoadBalancerArn"),
        ListedKind("logGroups", "aws.logs.LogGroup", "arn", "logGroupName"),
        ListedKind("MetricAlarms", "aws.cloudwatch.Alarm", "AlarmArn"),
        ListedKind("NatGateways", "aws.ec2.NatGateway", "NatGatewayId"),
        ListedKind("NetworkAcls", "aws.ec2.NetworkAcl", "NetworkAclId"),
        ListedKind("NetworkInterfaces", "aws.ec2.NetworkInterface", "NetworkInterfaceId"),
        ListedKind("Policies", "aws.iam.Policy", "Arn"),
        ListedKind("repositories", "aws.ecr.Repository", "repositoryArn"),
        ListedKind("Roles", "aws.iam.Role", "Arn"),
        ListedKind("RouteTables", "aws.ec2.RouteTable", "RouteTableId"),
        ListedKind("SecretList", "aws.secretsmanager.Secret", "ARN"),
        ListedKind("SecurityGroups", "aws.ec2.SecurityGroup", "GroupId"),
        ListedKind("Snapshots", "aws.ec2.Snapshot", "SnapshotId"),
        ListedKind("Stacks", "aws.cloudformation.Stack", "StackId"),
        ListedKind("Subnets", "aws.ec2.Subnet", "SubnetId"),
        ListedKind("Topics", "aws.sns.Topic", "TopicArn"),
        ListedKind("trailList", "aws.cloudtrail.Trail", "TrailARN", "Name"),
        ListedKind("Users", "aws.iam.User", "Arn"),
        ListedKind("Volumes", "aws.ec2.Volume", "VolumeId"),
        ListedKind("Vpcs", "aws.ec2.Vpc", "VpcId"),
    ]
}
