import Foundation
import TestSupport
import Testing

/// Instructions of whole processes against `Benchmarks/figures.txt`, where `make release release-bench` has built what there is now.
@Suite struct FigureTests {
    @Test func instructionsAreWithinThreePercent() throws {
        guard ProjectFolder.shared("bench") != nil else { return }
        guard Self.isBuilt else {
            return print(
                "SKIPPED: 'make release release-bench' builds what instructions are counted of; 'make figures' counts all"
            )
        }
        let script = ProjectFolder.root.appending(path: "Benchmarks/instructions.sh").path
        let folder = try ScratchFolder([:])
        let result = try folder.run("SCRATCH=\"$PWD/scratch\" '\(script)' --few")
        #expect(result.exitCode == 0, "\(result.output)")
        #expect(result.output.contains("SKIPPED") || result.output.contains("norma eval, 12 rules on 1 resource"))
    }

    /// Whether both programs are younger than every source.
    private static var isBuilt: Bool {
        let built = ["norma", "norma-bench"].map { changed(ProjectFolder.root.appending(path: ".build/release/\($0)")) }
        guard let oldest = built.compactMap(\.self).min(), built.allSatisfy({ $0 != nil }) else { return false }
        return ["Sources", "Benchmarks/norma-bench", "Package.swift"].allSatisfy { path in
            let url = ProjectFolder.root.appending(path: path)
            let files = FileManager.default.enumerator(at: url, includingPropertiesForKeys: nil)?.compactMap {
                $0 as? URL
            }
            return ((files ?? []) + [url]).filter { !$0.path.contains(".docc") }.allSatisfy {
                changed($0).map { $0 <= oldest } ?? true
            }
        }
    }

    private static func changed(_ url: URL) -> Date? {
        (try? FileManager.default.attributesOfItem(atPath: url.path))?[.modificationDate] as? Date
    }
}
