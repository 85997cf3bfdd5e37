package import ResourceDocuments
package import RuleTracer

/// Why rules fail on one resource, or are unknown.
package struct LineFindings {
    let resource: Resource
    /// With the rules' positions in the run.
    let traces: [(rule: Int, trace: RuleTrace)]

    package init(of resource: Resource, _ traces: [(rule: Int, trace: RuleTrace)]) {
        self.resource = resource
        self.traces = traces
    }
}
