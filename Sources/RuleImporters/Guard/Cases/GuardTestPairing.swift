/// Which test files belong to which rule file, by name, as `cfn-guard test --dir` has it: the tests of `NAME.guard` stand
/// beside it or in a folder `tests` there, and their names begin with `NAME`.
package struct GuardTestPairing {
    private let tests: [String: [String]]

    /// - Parameter files: the paths of rule files and of others, with `/`.
    package init(_ files: [String]) {
        let rules = files.filter { $0.hasSuffix(Self.ruleEnding) }.map {
            (folder: Self.folder($0), stem: Self.stem($0))
        }
        var tests: [String: [String]] = [:]
        for file in files where Self.testEndings.contains(where: file.hasSuffix) {
            let stem = Self.stem(file)
            var folder = Self.folder(file)
            if folder.hasSuffix("tests/") {
                folder = String(folder.dropLast("tests/".count))
            } else if !stem.lowercased().contains("test") {
                continue
            }
            let candidates = rules.filter { $0.folder == folder && Self.begins(stem, with: $0.stem) }
            guard let rule = candidates.max(by: { $0.stem.count < $1.stem.count }) else { continue }
            tests["\(rule.folder)\(rule.stem)\(Self.ruleEnding)", default: []].append(file)
        }
        self.tests = tests
    }

    /// In the order of the files given.
    package func tests(of ruleFile: String) -> [String] { tests[ruleFile] ?? [] }

    package static let ruleEnding = ".guard"
    package static let testEndings = [".yaml", ".yml", ".json"]

    /// Where the tests of one rule file may stand.
    package static func candidates(of ruleFile: String) -> [String] {
        ["", "tests/"].flatMap { place in
            ["_tests", "_test"].flatMap { suffix in
                testEndings.map { "\(folder(ruleFile))\(place)\(stem(ruleFile))\(suffix)\($0)" }
            }
        }
    }

    private static func begins(_ stem: String, with rule: String) -> Bool {
        guard stem.hasPrefix(rule) else { return false }
        guard let next = stem.dropFirst(rule.count).first else { return true }
        return "_-.".contains(next)
    }

    /// With its `/`; empty of a path without one.
    private static func folder(_ path: String) -> String {
        path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    }

    private static func stem(_ path: String) -> String {
        let name = path.lastIndex(of: "/").map { path[path.index(after: $0)...] } ?? path[...]
        return String(name.lastIndex(of: ".").map { name[..<$0] } ?? name)
    }
}
