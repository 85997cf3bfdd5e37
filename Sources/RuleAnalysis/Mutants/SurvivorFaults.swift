package import ResourceDocuments
import RuleChecker
package import RulePacks
import RuleSyntax
package import RuleTesting
package import SourceText

/// What is wrong with the survivors of case files, whether anybody asks for mutants or not.
package enum SurvivorFaults {
    /// Rules that the files do not hold, mutants that their rules do not have, and those that are named twice. What is wrong with the rules
    /// themselves is not said again.
    package static func diagnostics(
        of files: [CaseFile], in tree: any FileTree, keys: KeyTable, dependencies: [String: String] = [:]
    ) -> [Diagnostic] {
        files.filter { !$0.survivors.isEmpty }.flatMap { file -> [Diagnostic] in
            let folder = PathText.folder(of: file.source.name)
            let library = PackLoader.load(
                file.rulePaths.map { PathText.join(folder, $0.path) }, from: tree, keys: keys,
                dependencies: dependencies)
            return library.hasErrors ? [] : diagnostics(of: file.survivors, in: library)
        }
    }

    private static func diagnostics(of survivors: [AllowedSurvivor], in library: RuleLibrary) -> [Diagnostic] {
        var mutants: [String: [String]] = [:]
        var first: [[String]: SourcePlace] = [:]
        return survivors.compactMap { survivor in
            guard let rule = library.rules.first(where: { $0.name.text == survivor.rule }) else {
                let names = library.rules.map(\.name.text)
                return .unknownRuleInCase(survivor.rule, candidates: names, at: survivor.rulePlace)
            }
            let known = mutants[survivor.rule] ?? Mutant.all(of: rule).map(\.description)
            mutants[survivor.rule] = known
            guard known.contains(survivor.mutant) else {
                return .unknownMutant(survivor.mutant, of: survivor.rule, candidates: known, at: survivor.mutantPlace)
            }
            let name = [survivor.rule, survivor.mutant]
            if let earlier = first[name] { return .sameSurvivor(at: survivor.mutantPlace, first: earlier) }
            first[name] = survivor.mutantPlace
            return nil
        }
    }
}
