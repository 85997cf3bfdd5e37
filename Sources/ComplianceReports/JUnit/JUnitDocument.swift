package import ResourceDocuments

/// JUnit XML as Jenkins, GitLab and the like read it, and valid by the Ant schema of Windy Road.
package struct JUnitDocument {
    package enum Outcome: String, CaseIterable {
        case passed, failure, error, skipped
    }

    /// A `testcase`.
    package struct Case {
        var name: String
        var className: String
        var outcome: Outcome
        /// Why it did not pass, in a line and at length; and what sort of reason that is.
        var message: String
        var text: String
        var type: String

        package init(
            name: String, className: String, outcome: Outcome, message: String = "", text: String = "",
            type: String = "norma"
        ) {
            self.name = name
            self.className = className
            self.outcome = outcome
            self.message = message
            self.text = text
            self.type = type
        }
    }

    /// A `testsuite`.
    package struct Suite {
        var package: String
        var name: String
        var properties: [(name: String, value: String)]
        var cases: [Case]

        package init(package: String, name: String, properties: [(name: String, value: String)] = [], cases: [Case]) {
            self.package = package
            self.name = name
            self.properties = properties
            self.cases = cases
        }
    }

    private var writer: XMLWriter
    private var count = 0

    /// Writes one document, its suites in the order in which `suites` hands them on.
    package static func write(
        to output: @escaping (String) -> Void, _ suites: (_ add: (Suite, Instant) -> Void) -> Void
    ) {
        var writer = XMLWriter(to: output)
        writer.element("testsuites") { writer in
            var document = JUnitDocument(writer: writer)
            suites { document.write($0, at: $1) }
            writer = document.writer
        }
        writer.finish()
    }

    /// - Parameter instant: when it ran; in UTC, since the schema wants no time zone.
    private mutating func write(_ suite: Suite, at instant: Instant) {
        func count(_ outcome: Outcome) -> String { String(suite.cases.count { $0.outcome == outcome }) }
        let time = Instant(seconds: instant.seconds).description.dropLast()
        writer.element(
            "testsuite",
            [
                ("package", suite.package), ("id", String(self.count)), ("name", suite.name),
                ("timestamp", String(time)), ("hostname", "localhost"), ("tests", String(suite.cases.count)),
                ("failures", count(.failure)), ("errors", count(.error)), ("skipped", count(.skipped)), ("time", "0"),
            ]
        ) { writer in
            writer.element("properties") { writer in
                for property in suite.properties {
                    writer.element("property", [("name", property.name), ("value", property.value)])
                }
            }
            for testCase in suite.cases { Self.write(testCase, to: &writer) }
            writer.element("system-out")
            writer.element("system-err")
        }
        self.count += 1
    }

    private static func write(_ testCase: Case, to writer: inout XMLWriter) {
        let attributes: [(String, String?)] = [
            ("name", testCase.name), ("classname", testCase.className), ("time", "0"),
        ]
        switch testCase.outcome {
        case .passed: writer.element("testcase", attributes)
        case .failure, .error:
            writer.element("testcase", attributes) { writer in
                writer.element(
                    testCase.outcome.rawValue, [("message", testCase.message), ("type", testCase.type)],
                    text: testCase.text)
            }
        case .skipped:
            writer.element("testcase", attributes) { writer in
                writer.element("skipped", [("message", testCase.message)], text: testCase.text)
            }
        }
    }
}
