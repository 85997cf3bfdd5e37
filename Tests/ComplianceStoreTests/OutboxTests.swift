import Compliance
import Foundation
import GRDB
import ResourceDocuments
import TestSupport
import Testing

@testable import ComplianceStore

/// Events on their way: in order, until they are taken or given up.
@Suite struct OutboxTests {
    private final class Receiver {
        var answers: [DeliveryResult] = []
        var got: [String] = []

        func take(_ entry: OutboxEntry) -> DeliveryResult {
            got.append(entry.event)
            return answers.isEmpty ? .delivered : answers.removeFirst()
        }
    }

    private let scratch: ScratchStore
    private let store: ScanStore

    init() throws {
        scratch = try ScratchStore()
        store = try scratch.open()
    }

    private func enter(_ events: [(id: String, attachment: String)], to destinations: [String] = ["d"]) throws {
        try store.database.write { database in
            for event in events {
                try Outbox.enter(
                    OutgoingEvent(
                        id: event.id, subtype: "posture-scan-completed", attachment: event.attachment,
                        destinations: destinations, body: "{}"),
                    at: Instant(seconds: 0), into: database)
            }
        }
    }

    private func pass(_ receiver: Receiver, at seconds: Int64, to destination: String = "d") throws -> [DeliveryReport
        .Attempt]
    {
        var random = SeededGenerator(seed: UInt64(seconds) + 1)
        let report = try store.deliver(
            to: destination, now: { Instant(seconds: seconds) }, random: &random,
            send: { entry, _ in receiver.take(entry) })
        return try #require(report.attempts)
    }

    @Test func theSameEventIsThereOnce() throws {
        try enter([("1", "p"), ("1", "p")], to: ["d", "e"])
        #expect(try store.outbox().map(\.destination) == ["d", "e"])
    }

    @Test func eventsOfAnAttachmentKeepTheirOrder() throws {
        try enter([("1", "p"), ("2", "p"), ("3", "q")])
        let receiver = Receiver()
        receiver.answers = [.failed(reason: "no")]
        // The receiver is asked once; what is behind waits.
        #expect(try pass(receiver, at: 100).count == 1)
        #expect(receiver.got == ["1"])
        // Event 1 is not due yet, 2 stands behind it, and 3 is of another attachment.
        #expect(try pass(receiver, at: 101).map(\.entry.event) == ["3"])
        #expect(try pass(receiver, at: 102).isEmpty)
        #expect(try pass(receiver, at: 140).map(\.entry.event) == ["1", "2"])
        #expect(try store.outbox().allSatisfy { $0.state == .delivered })
        #expect(receiver.got == ["1", "3", "1", "2"])
    }

    @Test func destinationsDoNotWaitForOneAnother() throws {
        try enter([("1", "p"), ("2", "p")], to: ["d", "e"])
        let receiver = Receiver()
        receiver.answers = [.failed(reason: "no")]
        _ = try pass(receiver, at: 100)
        #expect(try pass(receiver, at: 100, to: "e").map(\.entry.event) == ["1", "2"])
    }

    @Test func whatIsGivenUpIsKeptAndLetsOthersPass() throws {
        try enter([("1", "p"), ("2", "p")])
        let receiver = Receiver()
        receiver.answers = [.gone(reason: "HTTP status 410")]
        #expect(try pass(receiver, at: 100).map(\.step) == [.giveUp, .done])
        let kept = try #require(try store.outbox(states: [.givenUp]).first)
        #expect((kept.event, kept.attempts, kept.lastError) == ("1", 1, "HTTP status 410"))
        try store.forgetDelivered(before: Instant(seconds: 1_000_000))
        #expect(try store.outbox().map(\.event) == ["1"])
        try store.reviveGivenUp()
        #expect(try pass(receiver, at: 200).map(\.entry.event) == ["1"])
    }

    @Test func refusalsInARowAreCounted() throws {
        try enter([("1", "p")])
        let receiver = Receiver()
        let no = DeliveryResult.refused(reason: "HTTP status 400")
        receiver.answers = [no, no, .failed(reason: "HTTP status 500"), no, no, no]
        var now: Int64 = 100
        var steps: [Bool] = []
        while try store.outbox(states: [.pending]).count == 1, steps.count < 20 {
            steps += try pass(receiver, at: now).map { $0.step == .giveUp }
            now += 43_200
        }
        #expect(steps == [false, false, false, false, false, true])
        #expect(try store.outbox().map(\.attempts) == [6])
    }

    @Test func aReceiverThatIsNeverThereIsGivenUpAfterTwentyAttempts() throws {
        try enter([("1", "p")])
        let receiver = Receiver()
        receiver.answers = Array(repeating: .failed(reason: "no"), count: 100)
        var now: Int64 = 0
        while now < 30 * 86_400 {
            _ = try pass(receiver, at: now)
            now += 1_800
        }
        #expect(receiver.got.count == 20)
        #expect(try store.outbox().map(\.state) == [.givenUp])
    }

    /// A process that is killed between sending and writing that down sends again, and under the same id.
    @Test func anAttemptThatBreaksOffIsMadeAgain() throws {
        try enter([("1", "p")])
        struct Killed: Error {}
        var random = SeededGenerator(seed: 1)
        #expect(throws: Killed.self) {
            _ = try store.deliver(
                to: "d", now: { Instant(seconds: 5) }, random: &random, send: { _, _ in throw Killed() })
        }
        let receiver = Receiver()
        #expect(try pass(receiver, at: 5).map(\.entry.event) == ["1"])
    }

    @Test func oneProcessSendsToADestinationAtATime() throws {
        try enter([("1", "p")])
        let other = try scratch.open()
        let lock = try #require(try other.lock(.sending(destination: "d")))
        var random = SeededGenerator(seed: 1)
        let report = try store.deliver(
            to: "d", now: { Instant(seconds: 5) }, random: &random, send: { _, _ in .delivered })
        #expect(report.attempts == nil)
        withExtendedLifetime(lock) {}
    }
}

@Suite struct StoreLockTests {
    @Test func aNameIsHeldOnceAndLetGoOf() throws {
        let scratch = try ScratchStore()
        let (store, other) = (try scratch.open(), try scratch.open())
        var lock = try store.lock(.scanning(attachment: "prod / ü"))
        #expect(lock != nil)
        #expect(try other.lock(.scanning(attachment: "prod / ü")) == nil)
        #expect(try other.lock(.sending(destination: "prod / ü")) != nil)
        #expect(try other.lock(.scanning(attachment: "prod")) != nil)
        lock = nil
        #expect(try other.lock(.scanning(attachment: "prod / ü")) != nil)
    }

    /// Many at once make one store of it.
    @Test func whoeverComesFirstMakesTheStore() async throws {
        for _ in 0..<5 {
            let scratch = try ScratchStore()
            let keys = try await withThrowingTaskGroup(of: DigestKey.self) { group in
                for seed in 0..<6 {
                    group.addTask { [path = scratch.path] in
                        var random = SeededGenerator(seed: UInt64(seed))
                        return try ScanStore(path: path, patience: 30, random: &random).key
                    }
                }
                return try await group.reduce(into: Set<DigestKey>()) { $0.insert($1) }
            }
            #expect(keys.count == 1)
        }
    }

    @Test func aFolderThatCannotBeMadeIsSaid() throws {
        let scratch = try ScratchStore()
        let store = try scratch.open()
        let folder = URL(fileURLWithPath: "\(scratch.path)-locks")
        try FileManager.default.removeItem(at: folder)
        try Data().write(to: folder)
        #expect(throws: StoreProblem.self) { _ = try store.lock(.scanning(attachment: "prod")) }
    }
}
