import Foundation

/// Processor seconds of a pass, measured as the peers are: five times, each of so many passes that the clock's grain does not show.
struct PassTime {
    private(set) var median = 0.0
    private(set) var best = 0.0

    private static let repetitions = 5
    private static let shortest = 0.2

    init(_ pass: () throws -> Void) rethrows {
        let first = try Self.seconds(pass)
        let inner = max(1, Int(Self.shortest / max(first, 1e-6)))
        var times: [Double] = []
        for _ in 0..<Self.repetitions {
            times.append(try Self.seconds { for _ in 0..<inner { try pass() } } / Double(inner))
        }
        times.sort()
        median = times[Self.repetitions / 2]
        best = times[0]
    }

    private static func seconds(_ body: () throws -> Void) rethrows -> Double {
        let start = Stopwatch.seconds(CLOCK_PROCESS_CPUTIME_ID)
        try body()
        return Stopwatch.seconds(CLOCK_PROCESS_CPUTIME_ID) - start
    }
}

/// A line of JSON with what was measured.
struct Figures {
    private var members: [String] = []

    mutating func add(_ name: String, _ value: Int) { members.append("\"\(name)\": \(value)") }

    mutating func add(_ name: String, _ value: Double) {
        members.append("\"\(name)\": \(String(format: "%.3f", value))")
    }

    mutating func add(_ time: PassTime, perResourceOf count: Int) {
        add("us", time.median / Double(max(count, 1)) * 1e6)
        add("us_best", time.best / Double(max(count, 1)) * 1e6)
    }

    /// The most memory that the process ever had. Not what `getrusage` says: that begins with what its parent had.
    mutating func addPeakMemory() {
        let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)
        let line = status?.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        let kilobytes = line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) }
        if let kilobytes { add("peak_mb", kilobytes / 1024) }
    }

    func show() { print("{\(members.joined(separator: ", "))}") }
}
