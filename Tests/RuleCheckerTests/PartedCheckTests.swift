import RuleChecker
import RuleSyntax
import SourceText
import TestSupport
import Testing

/// Modules that are checked in two parts are told of as if they were checked in one.
@Suite struct PartedCheckTests {
    private static let seed: UInt64 = 20_261_123

    /// One file that others use, and files that use it or the one before.
    private func library(_ generator: inout SeededGenerator) -> [RuleModule] {
        (0..<18).map { index in
            let group = index / 3
            let isFirst = index % 3 == 0
            let comment = "# " + String(repeating: "why it is so ", count: Int.random(in: 60...120, using: &generator))
            let used = isFirst ? "" : "use \"first.norma\" as first\n"
            let called = isFirst ? "own\(index)" : "first.own\(group * 3)"
            let text = """
                \(comment)
                \(used)define own\(index)(x) = x.open is true and x.ports[*] contains 22
                define deep\(index)(x) = own\(index)(x) or \(called)(x)
                define name\(index)(x) = lower(x.name)
                rule r\(index) {
                  id "id-\(index)"
                  for demo.door
                  let n = name\(index)(this)
                  when n is not "back"
                  require not \(called)(this) else "{n} is open"
                  require every d in doors satisfies not deep\(index)(d)
                }

                """
            return module(slipping(text, &generator), using: isFirst ? nil : group * 3)
        }
    }

    private func module(_ text: String, using used: Int?) -> RuleModule {
        let parsed = Parser.parse(SourceFile(name: "r.norma", text: text))
        return RuleModule(file: parsed.file, imports: used.map { [.init(alias: "first", module: $0)] } ?? [])
    }

    /// In one of a few files a word is lost, or stands as in another file.
    private func slipping(_ text: String, _ generator: inout SeededGenerator) -> String {
        guard Int.random(in: 0..<5, using: &generator) == 0 else { return text }
        var words = text.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        let place = Int.random(in: words.count - 50..<words.count, using: &generator)
        if Bool.random(using: &generator) {
            words.remove(at: place)
        } else {
            words[place] = ["r0", "own3", "\"id-4\"", "this", "xs", "is"].randomElement(using: &generator) ?? "is"
        }
        return words.joined(separator: " ")
    }

    /// A schema lets the checker say what no caller of a define has.
    private var schemas: KindSchemas {
        get throws {
            let text =
                #"{"type": "object", "additionalProperties": false, "properties": {"name": {"type": "string"}, "open": {"type": "boolean"}, "doors": {"type": "array", "items": {"type": "object", "additionalProperties": false, "properties": {"open": {"type": "boolean"}}}}}}"#
            return KindSchemas([try #require(try Check.schema(text, kind: "demo.door").schema)])
        }
    }

    @Test func twoPartsSayWhatOneSays() throws {
        var generator = SeededGenerator(seed: Self.seed)
        let schemas = try schemas
        var told = (errors: 0, warnings: 0, rules: 0)
        for round in 0..<120 {
            let modules = library(&generator)
            var hasBegun = false
            let parted = Checker.check(modules, schemas: schemas) { work in
                hasBegun = true
                work()
                return {}
            }
            let whole = Checker.check(modules, schemas: schemas)
            #expect(hasBegun, "round \(round)")
            #expect(parted.diagnostics == whole.diagnostics, "seed \(Self.seed), round \(round)")
            #expect(parted.rules.map(\.name.text) == whole.rules.map(\.name.text), "round \(round)")
            #expect(parted.rules.map { "\($0.cost)" } == whole.rules.map { "\($0.cost)" }, "round \(round)")
            told.errors += whole.diagnostics.count(where: \.isError)
            told.warnings += whole.diagnostics.count { !$0.isError }
            told.rules += whole.rules.count
        }
        // Else the two are alike for having nothing to say.
        #expect(told.errors > 100 && told.warnings > 100 && told.rules > 1_000, "\(told)")
    }

    @Test func modulesThatHangTogetherAreOnePart() {
        var generator = SeededGenerator(seed: Self.seed)
        var modules = library(&generator)
        for index in modules.indices.dropFirst() { modules[index].imports.append(.init(alias: "all", module: 0)) }
        _ = Checker.check(modules) { _ in
            Issue.record("nothing stands apart")
            return {}
        }
    }

    /// Of all that call too deep the first alone is told of, whichever part it is in.
    @Test func oneCallTooDeepIsToldOf() {
        let padding = "# " + String(repeating: "deep ", count: 2_500) + "\n"
        let modules = (0..<2).map { index in
            let defines = (0..<200).map { "define d\(index)_\($0)(x) = d\(index)_\($0 + 1)(x)\n" }.joined()
            return module("\(padding)\(defines)define d\(index)_200(x) = x is 1\n", using: nil)
        }
        let parted = Checker.check(modules) { work in
            work()
            return {}
        }
        #expect(parted.diagnostics == Checker.check(modules).diagnostics)
        #expect(parted.diagnostics.count { $0.message.contains("nest more than") } == 1, "\(parted.diagnostics)")
    }
}
