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
            for element in listed.elements(in: root) { read(element, as: listed, account: nil, into: &writer) }
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
        head.name =
            PlacedText(head.tags.first { $0.key.text == "Name" }?.value) ?? Self.name(of: element, as: listed) ?? id
        head.account = account ?? PlacedText(element["OwnerId"])
        for (key, value) in element.members where key.lowercased().hasSuffix("arn") { head.complete(from: value) }
        head.location = PlacedText(element["AvailabilityZone"]) ?? PlacedText(element["Placement"]?["AvailabilityZone"])
        head.region =
            head.region ?? PlacedText(element["HomeRegion"])
            ?? head.location.map { PlacedText(CloudZone.amazonRegion(of: $0.text), at: $0.span) }
        writer.resource(head, properties: element)
    }

    /// `Name`, else `GroupName` of a `SecurityGroup`.
    private static func name(of element: DocumentCursor, as listed: ListedKind) -> PlacedText? {
        if let name = PlacedText(element["Name"] ?? element["name"]) { return name }
        let type = listed.kind.split(separator: ".").last?.lowercased() ?? ""
        let member = element.members.first { key, _ in
            key.hasSuffix("Name") && type.hasSuffix(key.dropLast("Name".count).lowercased())
        }
        return PlacedText(member?.value)
    }

    private static let instance = ListedKind("Instances", "aws.ec2.Instance", "InstanceId")

    /// Names of operations and fields: the AWS API references, 2026.
    static let kinds: [ListedKind] = [
        ListedKind("AccessKeyMetadata", "aws.iam.AccessKey", "AccessKeyId"),
        ListedKind("Addresses", "aws.ec2.Address", "AllocationId", "PublicIp"),
        ListedKind("AutoScalingGroups", "aws.autoscaling.AutoScalingGroup", "AutoScalingGroupARN"),
        ListedKind("Buckets", "aws.s3.Bucket", "Name"),
        ListedKind("CacheClusters", "aws.elasticache.CacheCluster", "CacheClusterId"),
        ListedKind("Certificate", "aws.acm.Certificate", "CertificateArn"),
        ListedKind("CertificateSummaryList", "aws.acm.Certificate", "CertificateArn"),
        ListedKind("cluster", "aws.eks.Cluster", "arn"),
        ListedKind("ClusterInfoList", "aws.msk.Cluster", "ClusterArn"),
        ListedKind("clusters", "aws.ecs.Cluster", "clusterArn"),
        ListedKind("Clusters", "aws.redshift.Cluster", "ClusterIdentifier"),
        ListedKind("Configuration", "aws.lambda.Function", "FunctionArn"),
        ListedKind("ConfigurationRecorders", "aws.config.ConfigurationRecorder", "name"),
        ListedKind("DBClusters", "aws.rds.DBCluster", "DBClusterIdentifier"),
        ListedKind("DBClusterSnapshots", "aws.rds.DBClusterSnapshot", "DBClusterSnapshotIdentifier"),
        ListedKind("DBInstances", "aws.rds.DBInstance", "DBInstanceIdentifier"),
        ListedKind("DBSnapshots", "aws.rds.DBSnapshot", "DBSnapshotIdentifier"),
        ListedKind("DBSubnetGroups", "aws.rds.DBSubnetGroup", "DBSubnetGroupName"),
        ListedKind("Distribution", "aws.cloudfront.Distribution", "ARN", "Id"),
        ListedKind("DomainStatus", "aws.opensearch.Domain", "ARN", "DomainName"),
        ListedKind("DomainStatusList", "aws.opensearch.Domain", "ARN", "DomainName"),
        ListedKind("FileSystems", "aws.efs.FileSystem", "FileSystemId"),
        ListedKind("FlowLogs", "aws.ec2.FlowLog", "FlowLogId"),
        ListedKind("Functions", "aws.lambda.Function", "FunctionArn", "FunctionName"),
        ListedKind("Groups", "aws.iam.Group", "Arn"),
        ListedKind("HostedZones", "aws.route53.HostedZone", "Id"),
        ListedKind("Images", "aws.ec2.Image", "ImageId"),
        ListedKind("InternetGateways", "aws.ec2.InternetGateway", "InternetGatewayId"),
        ListedKind("KeyMetadata", "aws.kms.Key", "Arn", "KeyId"),
        ListedKind("KeyPairs", "aws.ec2.KeyPair", "KeyPairId"),
        ListedKind("Keys", "aws.kms.Key", "KeyArn", "KeyId"),
        ListedKind("LaunchTemplates", "aws.ec2.LaunchTemplate", "LaunchTemplateId"),
        ListedKind("Listeners", "aws.elbv2.Listener", "ListenerArn"),
        ListedKind("LoadBalancerDescriptions", "aws.elb.LoadBalancer", "LoadBalancerName"),
        ListedKind("LoadBalancers", "aws.elbv2.LoadBalancer", "LoadBalancerArn"),
        ListedKind("logGroups", "aws.logs.LogGroup", "arn", "logGroupName"),
        ListedKind("MetricAlarms", "aws.cloudwatch.Alarm", "AlarmArn"),
        ListedKind("NatGateways", "aws.ec2.NatGateway", "NatGatewayId"),
        ListedKind("NetworkAcls", "aws.ec2.NetworkAcl", "NetworkAclId"),
        ListedKind("NetworkInterfaces", "aws.ec2.NetworkInterface", "NetworkInterfaceId"),
        ListedKind("Policies", "aws.iam.Policy", "Arn"),
        ListedKind("Policy", "aws.iam.Policy", "Arn"),
        ListedKind("projects", "aws.codebuild.Project", "arn"),
        ListedKind("ReplicationGroups", "aws.elasticache.ReplicationGroup", "ReplicationGroupId"),
        ListedKind("repositories", "aws.ecr.Repository", "repositoryArn"),
        ListedKind("Role", "aws.iam.Role", "Arn"),
        ListedKind("Roles", "aws.iam.Role", "Arn"),
        ListedKind("RouteTables", "aws.ec2.RouteTable", "RouteTableId"),
        ListedKind("SecretList", "aws.secretsmanager.Secret", "ARN"),
        ListedKind("SecurityGroups", "aws.ec2.SecurityGroup", "GroupId"),
        ListedKind("services", "aws.ecs.Service", "serviceArn"),
        ListedKind("Snapshots", "aws.ec2.Snapshot", "SnapshotId"),
        ListedKind("Stacks", "aws.cloudformation.Stack", "StackId"),
        ListedKind("Subnets", "aws.ec2.Subnet", "SubnetId"),
        ListedKind("Table", "aws.dynamodb.Table", "TableArn"),
        ListedKind("TargetGroups", "aws.elbv2.TargetGroup", "TargetGroupArn"),
        ListedKind("taskDefinition", "aws.ecs.TaskDefinition", "taskDefinitionArn"),
        ListedKind("Topics", "aws.sns.Topic", "TopicArn"),
        ListedKind("Trail", "aws.cloudtrail.Trail", "TrailARN"),
        ListedKind("trailList", "aws.cloudtrail.Trail", "TrailARN", "Name"),
        ListedKind("TransitGateways", "aws.ec2.TransitGateway", "TransitGatewayId"),
        ListedKind("User", "aws.iam.User", "Arn"),
        ListedKind("Users", "aws.iam.User", "Arn"),
        ListedKind("Volumes", "aws.ec2.Volume", "VolumeId"),
        ListedKind("VpcEndpoints", "aws.ec2.VpcEndpoint", "VpcEndpointId"),
        ListedKind("Vpcs", "aws.ec2.Vpc", "VpcId"),
    ]
}
