import Foundation
import TestSupport
import Testing

/// Many findings in one text that a function reads, such as a policy.
@Suite struct ManyFindingsTests {
    private func seconds(_ count: Int, _ format: String) throws -> Double {
        let statements = (0..<count).map { #"{"Action": "a\#($0)", "Principal": "*"}"# }.joined(separator: ", ")
        let policy = #"{"Statement": [\#(statements)]}"#.replacing("\"", with: "\\\"")
        let folder = try ScratchFolder([
            "r.norma":
                "rule closed {\n  for demo.net\n  forbid some s in json(policy).Statement satisfies s.Principal is \"*\"\n}\n",
            "i.json": "{\"kind\": \"demo.net\", \"id\": \"n\", \"properties\": {\"policy\": \"\(policy)\"}}",
        ])
        let result = try folder.run(
            "bash -c 'TIMEFORMAT=%U; time norma eval --rules r.norma --inventory i.json --format \(format) > out'")
        return try #require(
            Double(result.standardError.split(separator: "\n").last ?? ""), "\(result.output.suffix(400))")
    }

    /// Eight times as many take eight times as long, and with the square of their number 64 times. Of the processor's time, so that other work
    /// does not count.
    @Test(arguments: ["json", "sarif"])
    func costAsMuchAsThereAre(_ format: String) throws {
        let (few, many) = try (seconds(40, format), seconds(320, format))
        #expect(many < few * 20, "\(few) s, and \(many) s")
    }
}
