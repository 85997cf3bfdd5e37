/// Where the results of a report are read from, each time somebody looks at them: a scan that was just made, or one that a store keeps.
///
/// A report is written from it rule by rule. What is held meanwhile are the results of one rule and the order of the resources, some 60 bytes
/// a resource, however many results there are and however much they show.
package protocol ResultSource: AnyObject, Sendable {
    /// Those that results are of.
    var resourceCount: Int { get }
    /// Whether a mask may lie on a result.
    var hasMasks: Bool { get }

    /// - Parameter position: in the order of reports.
    func resource(at position: Int) -> AssessedResource

    /// What one rule says, in the order of reports; nothing of what a subscope hides.
    ///
    /// - Parameter rule: a position among the report's rules.
    func results(ofRule rule: Int) -> [AssessedResult]

    /// The findings of a result as JSON, on one line; nil where there are none.
    ///
    /// - Parameter excerpts: whether the lines of both texts are wanted, which take the most of the time; they may be there all the same.
    func evidence(of result: AssessedResult, with excerpts: Bool) -> String?
}
