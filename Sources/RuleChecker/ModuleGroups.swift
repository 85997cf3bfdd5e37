import RuleSyntax
import SourceText

/// Modules that call one another.
enum ModuleGroups {
    /// The modules in two parts of which neither calls the other, of as much text each as may be; nil where they all hang together, or are too
    /// short to be worth a second thread.
    ///
    /// O(modules and imports).
    static func halves(of modules: [RuleModule]) -> ([Int], [Int])? {
        let lengths = modules.map { $0.file.source.text.count }
        guard lengths.reduce(0, +) >= fewestBytes else { return nil }
        var leaders = Array(modules.indices)
        func leader(_ module: Int) -> Int {
            var leader = module
            while leaders[leader] != leader { leader = leaders[leader] }
            leaders[module] = leader
            return leader
        }
        for (module, of) in modules.enumerated() {
            for used in of.imports { leaders[leader(used.module)] = leader(module) }
        }
        var groups: [Int: (length: Int, modules: [Int])] = [:]
        for module in modules.indices {
            groups[leader(module), default: (0, [])].length += lengths[module]
            groups[leader(module), default: (0, [])].modules.append(module)
        }
        // The longest first, each to the shorter half.
        var halves: [(length: Int, modules: [Int])] = [(0, []), (0, [])]
        for group in groups.values.sorted(by: { ($1.length, $0.modules[0]) < ($0.length, $1.modules[0]) }) {
            let shorter = halves[0].length <= halves[1].length ? 0 : 1
            halves[shorter].length += group.length
            halves[shorter].modules += group.modules
        }
        return halves[1].modules.isEmpty ? nil : (halves[0].modules.sorted(), halves[1].modules.sorted())
    }

    /// A thread takes as long to begin as some thousand bytes of rules to be checked.
    private static let fewestBytes = 16_384
}
