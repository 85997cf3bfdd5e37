import RuleSyntax

/// How a score is counted. Each says its formula, what it divides by, and has no score where that is nothing.
///
/// Not applicable and masked stand outside every model, and what is unknown never counts as passed. Weights are those of the rules'
/// severities: `SeverityLevel.weight`.
package enum ScoreModel: String, Hashable, CaseIterable, Sendable {
    /// SCC's `ComplianceScore`: evaluations that pass, of all evaluations.
    case scc
    /// ThreatMapper's: what passes and what a person must verify, of all that is shown. A manual control is shown once, however many
    /// assessments it has; one that a person attests counts as attested. Source: the scan result page of ThreatMapper.
    case threatmapper
    /// XCCDF's default model: each level the weighted mean of what is in it. Source: NISTIR 7275r4, 7.2.1 and tables 40, 41.
    case xccdfDefault = "xccdf-default"
    case xccdfFlat = "xccdf-flat"
    case xccdfFlatUnweighted = "xccdf-flat-unweighted"
    case xccdfAbsolute = "xccdf-absolute"
    /// AWS Config's score of a conformance pack. Source: `ConformancePackComplianceScore` of its API.
    case awsConfig = "aws-config"
    /// Norma's: evaluations, weighted by their rules' severities.
    case weighted

    /// As a reader of a report is told.
    package var formula: String {
        switch self {
        case .scc: "passed evaluations / (passed + failed + unknown)"
        case .threatmapper: "(passed evaluations + manual controls) / (all evaluations + manual controls)"
        case .xccdfDefault: "weighted mean of families, of their controls, of their assessments, of 100 or 0"
        case .xccdfFlat: "weights of passing assessments / weights of all"
        case .xccdfFlatUnweighted: "passing assessments / assessments that pass, fail, are unknown or in error"
        case .xccdfAbsolute: "100 where every assessment passes, else 0"
        case .awsConfig: "compliant pairs of rule and resource / all pairs"
        case .weighted: "weights of passed evaluations / weights of all evaluations"
        }
    }
}

extension SeverityLevel {
    /// Doubled from level to level, from informational at 1 to critical at 16: a critical failure costs as much as two high ones.
    package var weight: Int {
        switch self {
        case .informational: 1
        case .low: 2
        case .medium: 4
        case .high: 8
        case .critical: 16
        }
    }
}
