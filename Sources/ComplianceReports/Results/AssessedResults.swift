package import Compliance

/// The results of a report, by rule and resource: no more of them are held than those of one rule.
package struct AssessedResults: Sequence, Sendable {
    let source: any ResultSource
    let rules: Range<Int>
    let statuses: Set<ReportedStatus>
    /// Of the parts that masks of single controls make of a result, the first alone.
    var areDistinct = false

    package func makeIterator() -> Iterator { Iterator(self) }

    package struct Iterator: IteratorProtocol {
        private let results: AssessedResults
        private var rule: Int
        private var held: [AssessedResult] = []
        private var position = 0
        /// The resource of the last result that was given, of the same rule.
        private var last: Int?

        fileprivate init(_ results: AssessedResults) {
            self.results = results
            rule = results.rules.lowerBound
        }

        package mutating func next() -> AssessedResult? {
            while true {
                while position < held.count {
                    let result = held[position]
                    position += 1
                    guard results.statuses.contains(result.status) else { continue }
                    if results.areDistinct, last == result.resource { continue }
                    last = result.resource
                    return result
                }
                if rule >= results.rules.upperBound { return nil }
                // Before the next ones are there.
                held = []
                held = results.source.results(ofRule: rule)
                (position, last) = (0, nil)
                rule += 1
            }
        }
    }
}

/// The resources that results are of, by kind, account, id and file: each is read when it is asked for.
package struct AssessedResources: RandomAccessCollection, Sendable {
    let source: any ResultSource

    package var startIndex: Int { 0 }
    package var endIndex: Int { source.resourceCount }
    package subscript(position: Int) -> AssessedResource { source.resource(at: position) }
}
