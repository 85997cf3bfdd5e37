import Foundation
import TestSupport
import Testing

/// A worker runs for as long as its engine does, and judges ages as of the moment in which a line comes.
@Suite struct StreamClockTests {
    private static let rules = """
        rule not_over {
          title "It is not over"
          severity low
          for demo.thing
          require end is newer than 0s
        }

        """

    private static func line(endingAt end: Date) -> String {
        let text = end.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
        return #"{"kind": "demo.thing", "id": "a", "properties": {"end": "\#(text)"}}"# + "\n"
    }

    /// Sends a line whose instant is passed by then, which it was not when the process began to answer.
    private static func laterVerdict(_ options: String) throws -> String? {
        let worker = try StreamProcess(
            "norma eval --stream --rules r.norma \(options)", in: ScratchFolder(["r.norma": rules]))
        try worker.send(line(endingAt: .now + 86_400))
        let first = try #require(worker.answer())
        #expect(first.contains(#""not_over":"pass""#))
        let end = Date.now + 0.2
        // The clock of ages counts seconds.
        while Date.now < end + 1.5 { usleep(50_000) }
        try worker.send(line(endingAt: end))
        let second = worker.answer()
        _ = try worker.close()
        return second
    }

    @Test func whatIsOverByNowFails() throws {
        #expect(try Self.laterVerdict("")?.contains(#""not_over":"fail""#) == true)
    }

    @Test func anInstantThatIsGivenStays() throws {
        let asOf = (Date.now - 60).formatted(.iso8601)
        #expect(try Self.laterVerdict("--as-of \(asOf)")?.contains(#""not_over":"pass""#) == true)
    }

    @Test func aFileOfAStreamWithoutALineIsNotPassedOver() throws {
        let folder = try ScratchFolder([
            "r.norma": StreamCommandTests.rules, "in/a.ndjson": StreamCommandTests.line("a"), "in/b.ndjson": "",
        ])
        let result = try folder.run("norma eval --stream --rules r.norma --inventory in")
        #expect(result.exitCode == 2)
        #expect(result.standardOutput.contains(#""id":"a""#))
        #expect(result.standardError.contains("error[E2205]: the file 'in/b.ndjson' is empty"))
        #expect(result.standardError.contains("fetch it again, or leave it out"))
    }
}
