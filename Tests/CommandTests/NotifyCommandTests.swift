import Foundation
import TestSupport
import Testing

/// Events of scans on their way to a receiver that is not always well, by the built command.
@Suite struct NotifyCommandTests {
    private static let start = 1_767_261_600  // 2026-01-01T10:00:00Z

    private func instant(_ seconds: Int) -> String {
        Date(timeIntervalSince1970: Double(Self.start + seconds)).formatted(.iso8601)
    }

    private func run(_ command: String, at seconds: Int, in folder: ScratchFolder) throws -> NormaProcess.Result {
        try folder.run(
            "\(command) --notify notifications.yaml --database s.sqlite --as-of \(instant(seconds))",
            environment: ["NO_COLOR": "1", "NORMA_TEST_SECRET": WebhookReceiver.secret])
    }

    private func send(at seconds: Int, in folder: ScratchFolder) throws -> NormaProcess.Result {
        try run("norma notify send", at: seconds, in: folder)
    }

    private func outbox(_ folder: ScratchFolder) throws -> [[String: Any]] {
        let output = try folder.run("norma notify list --all --database s.sqlite --format json").standardOutput
        let report = try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any]
        return report?["events"] as? [[String: Any]] ?? []
    }

    private func folder(_ destinations: String, attachments: [String] = ["prod"]) throws -> ScratchFolder {
        try DoorPack.folder(
            attachments: Dictionary(uniqueKeysWithValues: attachments.map { ($0, DoorPack.attachment($0)) }),
            files: ["notifications.yaml": destinations])
    }

    private static let scan = "norma run --due rules/attachments --inventory inventory"

    /// Two attachments are scanned on three days, while the receiver fails, stalls, is gone and recovers.
    @Test func everyEventArrivesInOrderUnderItsIdAndSigned() throws {
        let receiver = try WebhookReceiver.required()
        let folder = try folder(receiver.destinations, attachments: ["prod", "lab"])
        var outputs: [String] = []
        let day = 86_400
        try receiver.answer("500")
        outputs.append(try run(Self.scan, at: 0, in: folder).output)
        #expect(
            outputs[0].contains("again at 2026-01-01T10:00:") && outputs[0].contains("HTTP status 500"), "\(outputs)")
        try receiver.answer("stall")
        let impatient = Data("destinations:\n\(receiver.destination(timeout: 1))".utf8)
        try folder.write(impatient, to: "notifications.yaml")
        outputs.append(try send(at: 3_600, in: folder).output)
        #expect(outputs[1].contains("no answer within 1 s"), "\(outputs)")
        try folder.write(Data(receiver.destinations.utf8), to: "notifications.yaml")
        receiver.stop()
        outputs.append(try run(Self.scan, at: day, in: folder).output)
        #expect(outputs[2].contains("Failed to connect"), "\(outputs)")
        try receiver.start()
        try receiver.answer("503|retry-after: 7200")
        outputs.append(try send(at: day + 7_200, in: folder).output)
        let unanswered = try receiver.requests().count
        // It wants to be left alone for two hours; the other attachment's events do not know that yet.
        try receiver.answer("200")
        outputs.append(try send(at: day + 7_300, in: folder).output)
        outputs.append(try run(Self.scan, at: 2 * day, in: folder).output)
        for hour in 1...3 { outputs.append(try send(at: 2 * day + hour * 3_600, in: folder).output) }
        #expect(outputs.last == "nothing was due\n")
        #expect(unanswered >= 3)

        let events = try outbox(folder)
        #expect(events.count == 2 * 3 * 2)
        #expect(events.allSatisfy { $0["state"] as? String == "delivered" })
        let requests = try receiver.requests()
        #expect(requests.allSatisfy { $0.isSigned })
        #expect(requests.allSatisfy { $0.contentType == "application/cloudevents+json; charset=utf-8" })
        #expect(requests.allSatisfy { $0.path == "/norma?tenant=1" })
        var bodies: [String: Set<String>] = [:]
        for request in requests {
            bodies[request.id, default: []].insert(request.body)
            let event = try JSONSerialization.jsonObject(with: Data(request.body.utf8)) as? [String: Any]
            #expect(event?["id"] as? String == request.id)
        }
        #expect(bodies.values.allSatisfy { $0.count == 1 })
        // What was answered with 200 are all the events, each once, and of each attachment in their order.
        let taken = requests.filter { $0.answer == "200" }.map(\.id)
        for attachment in ["prod", "lab"] {
            let ids = events.filter { $0["attachment"] as? String == attachment }.compactMap { $0["id"] as? String }
            #expect(taken.filter { ids.contains($0) } == ids)
        }
        #expect(taken.count == events.count)
        #expect(!outputs.contains { $0.contains("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw") })
        let stored = try Data(contentsOf: folder.url.appending(path: "s.sqlite"))
        #expect(stored.range(of: Data("MfKQ9r8GKYqrTwjU".utf8)) == nil)
    }

    @Test func aReceiverThatIsGoneOrRefusesIsGivenUp() throws {
        let receiver = try WebhookReceiver.required()
        let folder = try folder(receiver.destinations)
        try receiver.answer("410")
        let gone = try run(Self.scan, at: 0, in: folder).output
        #expect(gone.contains("given up after 1 attempt: HTTP status 410"))
        #expect(try outbox(folder).map { $0["state"] as? String } == ["given_up", "given_up"])
        let list = try folder.run("norma notify list --database s.sqlite").output
        #expect(list.contains("posture-scan-completed") && list.contains("given up after 1 attempt: HTTP status 410"))

        // A redirect is not followed, not even to the same host.
        try receiver.answer("302|location: http://127.0.0.1:\(receiver.port)/elsewhere")
        for hour in 1...3 {
            _ = try run("norma notify send\(hour == 1 ? " --given-up" : "")", at: hour * 3_600, in: folder)
        }
        let first = try #require(try outbox(folder).first)
        #expect(first["state"] as? String == "given_up")
        #expect(first["attempts"] as? Int == 3)
        #expect((first["last_error"] as? String)?.contains("redirects are not followed") == true)
        #expect(try receiver.requests().allSatisfy { $0.path == "/norma?tenant=1" })

        try receiver.answer("204")
        _ = try run("norma notify send --given-up", at: 86_400, in: folder)
        #expect(try outbox(folder).map { $0["state"] as? String } == ["delivered", "delivered"])
    }

    @Test func aReceiversPaceIsKept() throws {
        let receiver = try WebhookReceiver.required()
        let folder = try folder(receiver.destinations)
        try receiver.answer("429|retry-after: 5000")
        _ = try run(Self.scan, at: 0, in: folder)
        #expect(try outbox(folder).first?["next_attempt"] as? String == instant(5_000))
        #expect(try send(at: 4_999, in: folder).output == "nothing was due\n")
        try receiver.answer("200")
        #expect(try send(at: 5_000, in: folder).output.contains("delivered"))
        // The signature is of the attempt, not of the event.
        #expect(try receiver.requests().last?.timestamp == "\(Self.start + 5_000)")
    }

    @Test func filesAndCommandsGetTheSameEvents() throws {
        let folder = try folder(
            """
            destinations:
              - { name: log, file: { path: events.jsonl } }
              - { name: failures, command: { run: [sh, -c, "cat >> failures.jsonl"] }, events: [posture-scan-failure-threshold-limit-exceeds] }
              - { name: lab, file: { path: lab.jsonl }, attachments: [lab] }
              - { name: deaf, command: { run: ["true"] } }
              - { name: broken, command: { run: [sh, -c, "echo it is broken >&2; exit 7"] } }
              - { name: missing, command: { run: [no-such-program-anywhere] } }
              - { name: endless, command: { run: [sh, -c, "trap '' TERM; sleep 9; sleep 9"], timeout_seconds: 1 } }
              - { name: nowhere, file: { path: no-folder/events.jsonl } }

            """)
        let result = try run(Self.scan, at: 0, in: folder)
        #expect(result.exitCode == 0, "\(result.output)")
        func lines(_ file: String) throws -> [String] {
            try String(contentsOf: folder.url.appending(path: file), encoding: .utf8).split(separator: "\n").map(
                String.init)
        }
        let events = try lines("events.jsonl")
        #expect(events.count == 2)
        #expect(try lines("failures.jsonl") == [events[1]])
        #expect(!FileManager.default.fileExists(atPath: folder.url.appending(path: "lab.jsonl").path))
        for words in [
            "'sh' ended with 7: it is broken", "the program 'no-such-program-anywhere' is not there",
            "'sh' did not end within 1 s", "no-folder/events.jsonl: No such file or directory",
        ] { #expect(result.output.contains(words), "\(result.output)") }
        #expect(try outbox(folder).count { $0["state"] as? String == "delivered" } == 2 + 1 + 2)
    }

    @Test func aTestEventGoesToEveryDestination() throws {
        let receiver = try WebhookReceiver.required()
        let folder = try folder(receiver.destinations)
        let environment = ["NO_COLOR": "1", "NORMA_TEST_SECRET": WebhookReceiver.secret]
        let test = "norma notify test --notify notifications.yaml"
        #expect(try folder.run(test, environment: environment).output == "hook  delivered\n")
        let body = try #require(try receiver.requests().first?.body)
        #expect(body.contains("com.ibm.cloud.compliance.test"))
        #expect(try receiver.requests().allSatisfy { $0.isSigned })
        try receiver.answer("500")
        let failed = try folder.run(test, environment: environment)
        #expect(failed.output == "hook  HTTP status 500\n")
        #expect(failed.exitCode == 2)
        let secretless = try folder.run(test)
        #expect(secretless.exitCode == 2)
        #expect(secretless.standardError.contains("error[E5021]"))
    }

    /// Each webhook is signed with its own secret, and one that has none holds up nobody else.
    @Test func eachWebhookHasItsOwnSecret() throws {
        let other = "whsec_b3RoZXJzZWNyZXRvdGhlcnNlY3JldA=="
        let first = try WebhookReceiver.required()
        let second = try WebhookReceiver.required(secret: other)
        let folder = try folder(
            "destinations:\n" + first.destination("first", secret: "FIRST_SECRET")
                + second.destination("second", secret: "SECOND_SECRET"))
        let scan = "\(Self.scan) --notify notifications.yaml --database s.sqlite --as-of \(instant(0))"
        let half = try folder.run(
            scan, environment: ["NO_COLOR": "1", "SECOND_SECRET": other, "NORMA_TEST_SECRET": WebhookReceiver.secret])
        #expect(half.exitCode == 2)
        #expect(half.output.contains("the environment variable 'FIRST_SECRET' holds no secret for destination 'first'"))
        #expect(try first.requests().isEmpty)
        #expect(try second.requests().map(\.isSigned) == [true, true])
        let send = "norma notify send --notify notifications.yaml --database s.sqlite --as-of \(instant(60))"
        let rest = try folder.run(
            send, environment: ["NO_COLOR": "1", "FIRST_SECRET": WebhookReceiver.secret, "SECOND_SECRET": other])
        #expect(rest.exitCode == 0, "\(rest.output)")
        #expect(try first.requests().map(\.isSigned) == [true, true])
        #expect(try second.requests().count == 2)
        // The check can fail: a secret of the other webhook signs nothing for this one.
        let swapped = try folder.run(
            "norma notify test --notify notifications.yaml",
            environment: ["NO_COLOR": "1", "FIRST_SECRET": other, "SECOND_SECRET": WebhookReceiver.secret])
        #expect(swapped.exitCode == 0)
        #expect(try first.requests().last?.isSigned == false)
        #expect(try second.requests().last?.isSigned == false)
    }

    /// A secret or a password that somebody wrote into the file is not shown, nor the line that it stands in.
    @Test(arguments: [
        "webhook: { url: https://h.example.com/, secret: whsec_c3dvcmRmaXNo }",
        "webhook: { url: \"https://norma:whsec_c3dvcmRmaXNo@h.example.com/\", secret: { environment: A } }",
    ])
    func whatIsWrittenAsASecretIsNotShown(_ line: String) throws {
        let folder = try folder("destinations:\n  - name: hook\n    \(line)\n")
        for format in ["text", "json"] {
            let result = try folder.run("norma notify send --notify notifications.yaml --format \(format)")
            #expect(result.exitCode == 2)
            #expect(result.output.contains("in line 3 of 'notifications.yaml'"))
            #expect(!result.output.contains("c3dvcmRmaXNo"))
        }
    }

    /// Without its secret nothing is sent, and nothing is lost either.
    @Test func eventsWaitForTheirSecret() throws {
        let receiver = try WebhookReceiver.required()
        let folder = try folder(receiver.destinations)
        let scan = try folder.run(
            "\(Self.scan) --notify notifications.yaml --database s.sqlite --as-of \(instant(0))")
        #expect(scan.exitCode == 2)
        #expect(try outbox(folder).map { $0["attempts"] as? Int } == [0, 0])
        #expect(try receiver.requests().isEmpty)
        #expect(try send(at: 60, in: folder).exitCode == 0)
        #expect(try receiver.requests().count == 2)
    }

    @Test func aScanByHandTellsToo() throws {
        let folder = try folder("destinations: [{ name: log, file: { path: events.jsonl } }]\n")
        let scan =
            "norma scan --attachment rules/attachments/prod.yaml --inventory inventory --notify notifications.yaml"
        #expect(try folder.run(scan).output.contains("--notify wants --record"))
        let result = try folder.run("\(scan) --record --database s.sqlite")
        #expect(result.exitCode == 0)
        #expect(result.output.contains("log  prod  posture-scan-completed"), "\(result.output)")
    }
}
