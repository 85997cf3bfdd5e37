import Compliance
import ResourceDocuments
import TestSupport
import Testing

@Suite struct DeliveryPolicyTests {
    private static let now = Instant("2026-11-06T08:00:00Z") ?? Instant(seconds: 0)

    @Test(
        arguments: [
            (200, nil, .delivered), (204, nil, .delivered), (410, "60", .gone(reason: "HTTP status 410")),
            (400, nil, .refused(reason: "HTTP status 400")), (404, "9", .refused(reason: "HTTP status 404")),
            (302, nil, .refused(reason: "HTTP status 302: redirects are not followed")),
            (408, nil, .failed(reason: "HTTP status 408")), (500, nil, .failed(reason: "HTTP status 500")),
            (429, "120", .failed(reason: "HTTP status 429", retryAfter: 120)),
            (503, "Fri, 06 Nov 2026 08:49:37 GMT", .failed(reason: "HTTP status 503", retryAfter: 2_977)),
            (429, "Thu, 05 Nov 2026 08:49:37 GMT", .failed(reason: "HTTP status 429", retryAfter: 0)),
            (429, "-5", .failed(reason: "HTTP status 429", retryAfter: 0)),
            (429, "soon", .failed(reason: "HTTP status 429")),
            (429, "Fri, 31 Feb 2026 08:49:37 GMT", .failed(reason: "HTTP status 429")),
        ] as [(Int, String?, DeliveryResult)])
    func answersMeanWhatTheyMean(_ status: Int, _ retryAfter: String?, _ expected: DeliveryResult) {
        #expect(DeliveryResult(status: status, retryAfter: retryAfter, now: Self.now) == expected)
    }

    private func wait(_ result: DeliveryResult, attempt: Int, refusals: Int = 0, random: inout SeededGenerator)
        -> Int64?
    {
        let step = DeliveryPolicy().step(
            after: result, attempt: attempt, refusals: refusals, now: Self.now, random: &random)
        guard case .again(let instant) = step else { return nil }
        return instant.seconds - Self.now.seconds
    }

    /// 30 seconds, doubled each time up to twelve hours, and of that between a half and the whole.
    @Test func waitsGrowAndAreSpread() {
        var random = SeededGenerator(seed: 5)
        let whole: [Int64] = (0..<19).map { min(30 << $0, 43_200) }
        for (index, longest) in whole.enumerated() {
            let waits = (0..<200).compactMap { _ in
                wait(.failed(reason: ""), attempt: index + 1, random: &random)
            }
            #expect(waits.count == 200)
            #expect(waits.allSatisfy { (longest / 2...longest).contains($0) })
            #expect(Set(waits).count > 5)
        }
        #expect(wait(.failed(reason: ""), attempt: 20, random: &random) == nil)
        #expect((4 * 86_400...7 * 86_400).contains(whole.reduce(0, +)))
    }

    @Test func aReceiversWishIsHonouredUpToADay() {
        var random = SeededGenerator(seed: 6)
        #expect(wait(.failed(reason: "", retryAfter: 3_600), attempt: 1, random: &random) == 3_600)
        #expect(wait(.failed(reason: "", retryAfter: .max), attempt: 1, random: &random) == 86_400)
        #expect((15...30).contains(wait(.failed(reason: "", retryAfter: 1), attempt: 1, random: &random) ?? 0))
    }

    @Test func refusalsAreFinalTheThirdTimeAndGoneAtOnce() {
        var random = SeededGenerator(seed: 7)
        #expect(wait(.refused(reason: ""), attempt: 1, refusals: 1, random: &random) != nil)
        #expect(wait(.refused(reason: ""), attempt: 9, refusals: 2, random: &random) != nil)
        #expect(wait(.refused(reason: ""), attempt: 3, refusals: 3, random: &random) == nil)
        #expect(wait(.gone(reason: ""), attempt: 1, random: &random) == nil)
        let step = DeliveryPolicy().step(after: .delivered, attempt: 99, refusals: 0, now: Self.now, random: &random)
        #expect(step == .done)
    }
}
