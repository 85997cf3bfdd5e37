import ResourceDocuments
import Testing

@testable import RuleMachine

/// What is asked of every place of a range takes a look at few bounds, however many lie in it.
@Suite struct RangedLanesTests {
    /// A number that counts how often one is compared.
    private struct Counted: Comparable {
        final class Comparisons {
            var count = 0
        }

        let number: Int
        let comparisons: Comparisons

        static func < (left: Counted, right: Counted) -> Bool {
            left.comparisons.count += 1
            return left.number < right.number
        }

        static func == (left: Counted, right: Counted) -> Bool { left.number == right.number }
    }

    /// Lane 0 holds everywhere, and each other one from its number times 100 to 10 behind that, up to lane 200; a hundred times.
    private static func made(_ comparisons: Counted.Comparisons) -> RangedLanes<Counted> {
        func bound(_ number: Int) -> Counted { Counted(number: number, comparisons: comparisons) }
        var steps = [(bound: bound(0), lane: 0, isIn: true)]
        for round in 0..<100 {
            for lane in 1...200 {
                let start = round * 100_000 + lane * 100
                steps += [(bound(start), lane, true), (bound(start + 10), lane, false)]
            }
        }
        return RangedLanes(SortedLanes(steps))
    }

    @Test(arguments: [
        (0, 10_000_000, [0]), (105, 105, [0, 1]), (105, 109, [0, 1]), (105, 110, [0]), (100, 109, [0, 1]),
        (99, 109, [0]),
        (-1, 20_000_000, []), (3_000_700, 3_000_701, [0, 7]), (3_000_700, 9_999_999, [0]), (-5, -3, []),
    ])
    func fewBoundsAreLookedAt(_ first: Int, _ last: Int, _ expected: [Int]) {
        let comparisons = Counted.Comparisons()
        let lanes = Self.made(comparisons)
        defer { lanes.deallocate() }
        comparisons.count = 0
        let found = lanes.lanes(
            from: Counted(number: first, comparisons: comparisons),
            through: Counted(number: last, comparisons: comparisons))
        #expect(Array(found) == expected)
        // Twice a bisection of 40,001 bounds, and the one behind the first.
        #expect(comparisons.count <= 2 * 17 + 1)
    }

    /// Against each place by itself: any number of bounds, any range.
    @Test func aRangeHoldsWhatEachOfItsPlacesHolds() {
        for count in 0..<12 {
            let steps = (0..<count).flatMap { lane in
                [(bound: lane * 3 % 11, lane: lane, isIn: true), (bound: 12 + lane * 5 % 7, lane: lane, isIn: false)]
            }
            let sorted = SortedLanes(steps, before: LaneSet([200]))
            let ranged = RangedLanes(SortedLanes(steps, before: LaneSet([200])))
            for first in -1...20 {
                for last in first...20 {
                    let each = (first...last).map { sorted.lanes(at: $0) }.reduce(sorted.lanes(at: first)) {
                        $0.intersection($1)
                    }
                    #expect(ranged.lanes(from: first, through: last) == each, "\(count): \(first)...\(last)")
                }
            }
            sorted.deallocate()
            ranged.deallocate()
        }
    }
}
