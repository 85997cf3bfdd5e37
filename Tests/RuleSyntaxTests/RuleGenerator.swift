import TestSupport

/// Derives random rules from the grammar, as text with random white space and comments.
final class RuleGenerator {
    private var random: SeededGenerator
    /// How many more productions may be opened inside each other.
    private var depth = 0

    /// Stands where two words touch.
    private static let touch = "\u{1}"

    init(seed: UInt64) {
        random = SeededGenerator(seed: seed)
    }

    func file() -> String {
        var words: [String] = []
        for _ in 0..<Int.random(in: 1...3, using: &random) { words += pick([use, define, rule]) }
        return spaced(words)
    }

    // MARK: Declarations and items

    private func use() -> [String] {
        ["use", string()] + (flip() ? ["as", "shared"] : [])
    }

    private func define() -> [String] {
        depth = 4
        let formals = list(0...3) {
            [name()] + (flip() ? [":", type()] : [])
        }
        return ["define", name(), "("] + formals + [")", "="] + condition()
    }

    private func rule() -> [String] {
        var words = ["rule", name(), "{"]
        for _ in 0..<Int.random(in: 0...5, using: &random) {
            depth = 4
            words += pick([metadata, severity, tags, parameter, kinds, when, binding, clause, clause])
        }
        return words + ["}"]
    }

    private func metadata() -> [String] {
        [choose(["id", "version", "title", "description", "fix", "reference"]), string()]
    }

    private func severity() -> [String] {
        ["severity", choose(["critical", "high", "medium", "low", "informational"])]
    }

    private func tags() -> [String] { ["tags"] + list(1...3) { [string()] } }

    private func parameter() -> [String] {
        var words = ["param", name()]
        for _ in 0..<Int.random(in: 0...2, using: &random) { words.append(string()) }
        words += [":", type()]
        for _ in 0..<Int.random(in: 0...2, using: &random) {
            words += ["that"] + (flip() ? ["each"] : []) + predicate()
        }
        return words + (flip() ? ["="] + literal() : [])
    }

    private func kinds() -> [String] {
        ["for"] + list(1...2) { [kind()] } + (flip() ? ["where"] + restricted() : [])
    }

    private func when() -> [String] { ["when"] + condition() }

    private func binding() -> [String] {
        let head = ["let", name(), "="]
        if flip() { return head + expression() }
        return head + ["each", name(), "in"] + domain() + (flip() ? ["where"] + restricted() : [])
    }

    private func clause() -> [String] {
        var words = [choose(["require", "forbid"])] + condition()
        if flip() {
            words += choose([["if", "missing", "pass"], ["if", "missing", "unknown"], ["if", "unknown", "fail"]])
        }
        return words + (flip() ? ["else", message()] : [])
    }

    // MARK: Conditions

    private func condition() -> [String] {
        let connective = choose(["and", "or"])
        var words: [String] = []
        for _ in 0..<choose([0, 0, 1, 2]) { words += unary(isLast: false) + [connective] }
        return words + unary(isLast: true)
    }

    /// A quantifier takes all that follows it, and so stands last.
    private func unary(isLast: Bool) -> [String] {
        depth -= 1
        defer { depth += 1 }
        if depth <= 0 { return test() }
        if isLast, flip() { return (flip() ? ["not"] : []) + quantified() }
        return pick([test, test, negation, parenthesized, block])
    }

    private func test() -> [String] {
        choose([0, 1, 2]) == 0 ? call() : path() + predicate()
    }

    private func negation() -> [String] { ["not"] + unary(isLast: false) }

    private func parenthesized() -> [String] { ["("] + condition() + [")"] }

    private func block() -> [String] {
        var words = [choose(["all", "any", "none"]), "{"]
        for _ in 0..<Int.random(in: 1...3, using: &random) { words += condition() }
        return words + ["}"]
    }

    private func quantified() -> [String] {
        var words = choose([
            ["every"], ["some"], ["no"], ["exactly", "1"], ["at", "least", "2"], ["at", "most", "30"],
        ])
        words += [name()] + (flip() ? [",", name()] : []) + ["in"] + domain()
        switch choose([0, 1, 2]) {
        case 0: return words + predicate()
        case 1: return words + ["satisfies"] + condition()
        default: return words + ["where"] + restricted() + ["satisfies"] + condition()
        }
    }

    /// A condition for a `where`: quantifiers stand in parentheses.
    private func restricted() -> [String] { flip() ? test() : parenthesized() }

    private func domain() -> [String] {
        list(1...2) { flip() ? expression() : ["resources", "of", kind()] }
    }

    private func predicate() -> [String] {
        let negation = flip() ? ["not"] : []
        let ofSome = flip() ? [choose(["all", "any"]), "of"] : []
        let ofAny = flip() ? ["any", "of"] : []
        switch Int.random(in: 0..<18, using: &random) {
        case 0: return ["is"] + negation + ["present"]
        case 1: return ["is"] + negation + ["absent"]
        case 2: return ["is"] + negation + [choose(["empty", "undetermined"])]
        case 3: return ["is"] + negation + ["one", "of"] + expression()
        case 4: return ["is"] + negation + ["at", choose(["least", "most"])] + expression()
        case 5: return ["is"] + negation + [choose(["more", "less"]), "than"] + expression()
        case 6: return ["is"] + negation + ["between"] + expression() + ["and"] + expression()
        case 7: return ["is"] + negation + ["within"] + expression()
        case 8: return ["is"] + negation + ["like"] + expression()
        case 9: return ["is"] + negation + [choose(["older", "newer"]), "than"] + expression()
        case 10: return ["is"] + negation + [choose(["a", "an"]), type()]
        case 11: return ["contains"] + ofSome + expression()
        case 12: return ["matches"] + ofAny + expression()
        case 13: return [choose(["starts", "ends"]), "with"] + ofAny + expression()
        case 14: return ["overlaps"] + expression()
        case 15: return ["does", "not", "contain"] + ofSome + expression()
        case 16:
            return ["does", "not"] + choose([["match"], ["start", "with"], ["end", "with"]]) + ofAny + expression()
        default: return ["is"] + negation + expression()
        }
    }

    // MARK: Expressions

    private func expression() -> [String] {
        choose([0, 0, 1]) == 0 ? term() : term() + ["default"] + term()
    }

    private func term() -> [String] {
        depth -= 1
        defer { depth += 1 }
        return depth <= 0 ? path() : pick([literal, call, path, path])
    }

    private func path() -> [String] {
        [choose([name(), "this", "@id"])] + accessors()
    }

    private func accessors() -> [String] {
        var words: [String] = []
        for _ in 0..<choose([0, 0, 1, 2]) {
            switch Int.random(in: 0..<5, using: &random) {
            case 0: words += [Self.touch, "[*]"]
            case 1 where depth > 0: words += [Self.touch, "["] + expression() + ["]"]
            case 2: words += [".", Self.touch, string()]
            case 3: words += [".", Self.touch, "@name"]
            default: words += [".", Self.touch, choose(["port", "in", "title", "is", "a", "require"])]
            }
        }
        return words
    }

    private func call() -> [String] {
        let module = flip() ? ["shared", ".", Self.touch] : []
        let arguments = list(0...2) { flip() ? expression() : ["resources", "of", kind()] }
        return module + [name(), Self.touch, "("] + arguments + [")"] + accessors()
    }

    private func literal() -> [String] {
        depth -= 1
        defer { depth += 1 }
        switch Int.random(in: 0..<7, using: &random) {
        case 0: return [choose(["0", "-1", "22", "1.50", "6e-7", "18446744073709551616"])]
        case 1: return [choose(["90d", "250ms", "0s", "1w"])]
        case 2: return [choose(["/a b/", "/\\/x\\//i", "/\\\\\\//", "/é#\"/", "/[\\/]/"])]
        case 3: return [choose(["true", "false"])]
        case 4 where depth > 0: return ["["] + list(0...4) { literal() } + ["]"]
        default: return [string()]
        }
    }

    private func message() -> String {
        let expression = path().joined(separator: " ").replacing(" \(Self.touch) ", with: "")
            .replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        return choose(["\"\"", "\"plain {{}} text\"", "\"is {\(expression)} \\n\"", "\"{ \(expression) }{x}\""])
    }

    // MARK: Words

    private func name() -> String {
        choose(["x", "rules", "type", "title", "when", "tags", "a-b", "port_min", "resources", "starts", "n0"])
    }

    private func string() -> String {
        choose([
            "\"\"", "\"a\"", "\"Ein längerer Text, der Platz braucht\"", "\"\\\"\\\\\\/\\n\\u0041\\ud83d\\ude00\"",
            "\"# {x}\"",
            "\"\\u200b\\u202e\"", "\"10.0.0.0/8\"",
        ])
    }

    private func kind() -> String { choose(["is.security-group", "aws_s3_bucket", "\"k8s.*\"", "account"]) }

    private func type() -> String { choose(["string", "ip_list", "numeric", "map"]) }

    private func list(
        _ count: ClosedRange<Int>, _ element: () -> [String]
    ) -> [String] {
        var words: [String] = []
        for index in 0..<Int.random(in: count, using: &random) {
            if index > 0 { words.append(",") }
            words += element()
        }
        return words
    }

    private func spaced(_ words: [String]) -> String {
        var text = ""
        var touches = true
        for word in words {
            if word == Self.touch {
                touches = true
                continue
            }
            if !touches {
                text += choose([" ", " ", " ", " ", "\n", "\n  ", "\n\n\n", "\t", "\r\n", " # c\n", "\n  # own\n"])
            }
            text += word
            touches = false
        }
        return text + choose(["", "\n", " # end"])
    }

    private func flip() -> Bool { Bool.random(using: &random) }

    private func choose<Element>(_ elements: [Element]) -> Element {
        elements[Int.random(in: elements.indices, using: &random)]
    }

    private func pick(_ productions: [() -> [String]]) -> [String] {
        choose(productions)()
    }
}
