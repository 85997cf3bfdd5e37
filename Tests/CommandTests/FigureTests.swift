import Foundation
import TestSupport
import Testing

/// Instructions of whole processes against `Benchmarks/figures.txt`, where `make release release-bench` has built what there is now.
@Suite struct FigureTests {
    @Test(
        .enabled(
            if: whyNot == nil,
            """
            SKIPPED: no instruction count was held against Benchmarks/figures.txt, \(whyNot ?? ""); \
            'make release release-bench && swift test --skip-build --filter FigureTests' holds them, and so does 'make figures'
            """))
    func instructionsAreWithinThreePercent() throws {
        let kept = try String(contentsOf: Self.root("Benchmarks/figures.txt"), encoding: .utf8)
        let names = kept.split(separator: "\n").dropFirst()
            .map { String($0).replacing(/\s+\d+$/, with: "") }
        let folder = try ScratchFolder([:])
        let script = Self.root("Benchmarks/instructions.sh").path
        let result = try folder.run("SCRATCH=\"$PWD/scratch\" '\(script)'")
        #expect(result.exitCode == 0, "\(result.output)")
        #expect(names.count >= 11)
        for name in names {
            let counts = result.output.matches(of: /(?m)^(.*?) +\d+$/).filter { $0.1 == name }.count
            #expect(counts == 1, "\(name): \(result.output)")
        }
    }

    /// What is missing; nil where figures can be counted.
    private static let whyNot: String? = {
        if ProjectFolder.shared("bench") == nil { return "for ../shared/bench is not here" }
        let found = ProcessInfo.processInfo.environment["PATH"]?.split(separator: ":").contains {
            FileManager.default.isExecutableFile(atPath: "\($0)/valgrind")
        }
        if found != true { return "for valgrind is not installed" }
        let built = ["norma", "norma-bench"].map { changed(root(".build/release/\($0)")) }
        guard built.allSatisfy({ $0 != nil }), let oldest = built.compactMap(\.self).min() else {
            return "for there is no release build"
        }
        return isYoungest(oldest) ? nil : "for the release build is older than its sources"
    }()

    private static func isYoungest(_ built: Date) -> Bool {
        ["Sources", "Benchmarks/norma-bench", "Package.swift"].allSatisfy { path in
            let files = FileManager.default.enumerator(at: root(path), includingPropertiesForKeys: nil)?
                .compactMap { $0 as? URL }
            return ((files ?? []) + [root(path)]).filter { !$0.path.contains(".docc") }.allSatisfy {
                changed($0).map { $0 <= built } ?? true
            }
        }
    }

    private static func root(_ path: String) -> URL { ProjectFolder.root.appending(path: path) }

    private static func changed(_ url: URL) -> Date? {
        (try? FileManager.default.attributesOfItem(atPath: url.path))?[.modificationDate] as? Date
    }
}
