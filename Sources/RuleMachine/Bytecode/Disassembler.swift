package import ResourceDocuments
import SourceText

/// A rule's code as text, each run of instructions under the line of the rule it was compiled from.
///
///     rule cis_tls_version
///       8 │   require min_tls_version is one of tls_version
///             2  testMemberInTexts    A0 R0.min_tls_version K0 ["1.2", "1.3"]  unless true → 5
package struct Disassembler {
    private let fragment: CodeFragment
    private let heading: String
    private let questions: [RuleFamily.Question]
    private let keys: KeyTable

    package init(_ fragment: CodeFragment, keys: KeyTable) {
        self.fragment = fragment
        self.keys = keys
        heading = "rule \(fragment.name)"
        questions = []
    }

    /// - Parameter names: of the family's rules, in order.
    package init(_ family: RuleFamily, names: [String], keys: KeyTable) {
        fragment = family.fragment
        questions = family.questions
        self.keys = keys
        heading = "\(names.count) rules as one:\(Self.wrapped(names))"
    }

    private static let lineWidth = 120

    /// Behind a colon: in its line where there is room, else in lines of their own.
    private static func wrapped(_ names: [String]) -> String {
        var lines: [String] = []
        for (index, name) in names.enumerated() {
            let name = index + 1 < names.count ? "\(name)," : name
            if let line = lines.last, line.count + name.count < lineWidth {
                lines[lines.count - 1] = "\(line) \(name)"
            } else {
                lines.append("   \(name)")
            }
        }
        return lines.count == 1 ? lines[0].dropFirst(2).description : lines.map { "\n \($0)" }.joined()
    }

    /// Complete lines, each with its line end. O(code)
    package func disassembly() -> String {
        var text = "\(heading)\n"
        var shownLine = 0
        var position = 0
        while position < fragment.code.count {
            let instruction = Instruction(bits: fragment.code[position])
            let line = fragment.file.line(at: fragment.spans[position].start)
            if line != shownLine {
                let source = fragment.file.text(of: fragment.file.span(ofLine: line))
                text += "\(padded(String(line), 5)) │ \(Value.string(source).description)\n"
                shownLine = line
            }
            text += "\(padded(String(position), 9))  \(describe(instruction, at: position))\n"
            position += instruction.opcode.length
        }
        return text
    }

    private func padded(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.count)) + text
    }

    private func describe(_ instruction: Instruction, at position: Int) -> String {
        let operands = instruction.opcode.operands
        let end = position + instruction.opcode.length
        var parts: [String] = []
        if let part = describe(operands.d, instruction.d) { parts.append(part) }
        if let part = describe(operands.a, instruction.a) { parts.append(part) }
        if instruction.opcode == .member {
            parts.append(".\(keys.text(of: instruction.key))")
        } else if let part = describe(operands.b, instruction.b) {
            parts.append(part)
        }
        if let part = flag(operands.flags, operands.isTest ? instruction.detail : instruction.flags) {
            parts.append(part)
        }
        if let part = data(operands.wide, at: end - 1) { parts.append(part) }
        if operands.jumps {
            let answer = operands.isTest ? (instruction.decidesWhen == 1 ? "if true " : "if false ") : ""
            parts.append("\(answer)→ \(end + instruction.c)")
        }
        let name = "\(instruction.opcode)"
        return parts.isEmpty ? name : "\(name)\(padded("", 20 - name.count)) \(parts.joined(separator: " "))"
    }

    private func describe(_ operand: Operands.Operand, _ value: Int) -> String? {
        switch operand {
        case .none: nil
        case .register: "R\(value)"
        case .accumulator: value == Int(Instruction.unusedAccumulator) ? nil : "A\(value)"
        case .iteration: "I\(value)"
        case .accumulators: "A\(value),A\(value + 1)"
        case .constant: constant(value)
        case .key: ".\(keys.text(of: UInt32(value)))"
        case .count: "\(value)"
        case .question: question(value)
        case .elements: "E\(value)"
        }
    }

    private func question(_ index: Int) -> String {
        "Q\(index) \(questions[index].predicate) of each: K\(questions[index].constant)"
    }

    /// `.rules[].port atLeast 22`
    private func description(of test: ElementTest) -> String {
        let path = { (keys: [UInt32]) in keys.map { ".\(self.keys.text(of: $0))" }.joined() }
        let value = "\(path(test.column.list))[]\(path(test.column.members))"
        let read = test.column.conversion.map { "\(value) as \($0)" } ?? value
        switch test.predicate {
        case .present: return "\(read) present"
        case .asks(let predicate): return "\(read) \(predicate) \(text(ofConstant: test.constant))"
        }
    }

    /// What the rule asks of all elements of a list at once, each once.
    package var elementTests: Set<String> { Set(fragment.elementTests.map(description)) }

    /// `lower(.a.b)`
    private func description(of value: SharedValue) -> String {
        value.steps.reduce("") { text, step in
            let constant = step.constant.map { self.text(of: $0.constant) } ?? ""
            switch step.operation {
            case .member(let key): return "\(text).\(keys.text(of: key))"
            case .attribute(let attribute): return "\(text).@\(attribute)"
            case .index: return "\(text)[\(constant)]"
            case .call(let function): return "\(function)(\(text)\(step.constant == nil ? "" : ", \(constant)"))"
            case .convert(let conversion): return "(\(text) as \(conversion))"
            case .fallback(let missing):
                return "(\(text) default \(constant)\(missing == .anywhere ? ", anywhere" : ""))"
            }
        }
    }

    /// `.a.b equal "x"`
    private func description(of test: SharedTest) -> String {
        let operand =
            switch test.operand {
            case .none: ""
            case .constant(let constant): " \(text(of: constant.constant))"
            case .value(let value): " \(description(of: value))"
            }
        return "\(description(of: test.value)) \(test.predicate)\(operand)"
    }

    /// What the rule asks of the resource as others do.
    package var sharedTests: Set<String> { Set(fragment.sharedTests.map(description)) }

    /// The tests among them that may be answered together: by what they ask of which value, whatever their constants.
    package var lookedUpTests: [(question: String, predicate: LanePredicate, tests: Set<String>)] {
        var found: [String: (predicate: LanePredicate, tests: Set<String>)] = [:]
        for test in fragment.sharedTests {
            guard case .asks(let predicate) = test.predicate, case .constant = test.operand else { continue }
            let question = "\(description(of: test.value)) \(test.predicate)"
            found[question, default: (predicate, [])].tests.insert(description(of: test))
        }
        return found.map { ($0.key, $0.value.predicate, $0.value.tests) }
    }

    /// What the rule reads of the resource as others do.
    package var sharedValues: Set<String> { Set(fragment.sharedValues.map(description)) }

    private func constant(_ index: Int) -> String { "K\(index) \(text(ofConstant: index))" }

    private func text(ofConstant index: Int) -> String { text(of: fragment.constants[index]) }

    private func text(of constant: CodeFragment.Constant) -> String {
        switch constant {
        case .value(let value): value.quoted
        case .unknown(let causes): "unknown (\(causes))"
        case .texts(let texts): "{\(texts.map(\.quoted).joined(separator: ", "))}"
        case .addresses(let set): "{\(set.ranges.map(\.description).joined(separator: ", "))}"
        case .glob(let glob): Value.string(glob.text).quoted
        case .kind(let kind): kind
        case .join(let kind, let path, nil): "\(kind) by \(description(of: path))"
        case .join(let kind, let path, let other?):
            "\(kind) by \(description(of: path)) and \(description(of: other))"
        }
    }

    private func description(of path: JoinPath) -> String {
        let value = description(of: SharedValue(path.steps))
        return switch path.form {
        case .equal: value
        case .among: "\(value), among the key's"
        case .containing where path.elements.isEmpty: "each of \(value)"
        case .containing: "\(description(of: SharedValue(path.elements))) of each of \(value)"
        case .holding: "each of \(value), or its keys"
        }
    }

    private func flag(_ flags: Operands.Flags, _ value: UInt8) -> String? {
        func name<Flag: RawRepresentable<UInt8>>(_ type: Flag.Type) -> String? { Flag(rawValue: value).map { "\($0)" } }
        return switch flags {
        case .none: nil
        case .attribute: name(ResourceAttribute.self).map { "@\($0)" }
        case .function: name(MachineFunction.self)
        case .conversion: name(MachineConversion.self)
        case .missing: name(MachineMissing.self)
        case .branches:
            MachineMissing(rawValue: value & ~MachineBranches.drops).map {
                value & MachineBranches.drops != 0 ? "\($0), dropped" : "\($0)"
            }
        case .unsettled: value == 0 ? nil : "unsettled"
        case .join: value == 0 ? nil : name(MachineJoin.self)
        case .clause: clause(ClauseFallback(flags: value))
        case .leave: name(MachineLeave.self)
        case .type: name(MachineType.self)
        case .order: name(MachineOrder.self)
        case .age: name(MachineAge.self)
        case .amount: name(MachineAmount.self)
        case .quantity: name(MachineQuantity.self)
        }
    }

    private func clause(_ fallback: ClauseFallback) -> String? {
        if fallback.ifUnknownFail { return "unknown fail" }
        return fallback.ifMissing == .unknown ? nil : "missing \(fallback.ifMissing)"
    }

    private func data(_ wide: Operands.Wide, at position: Int) -> String? {
        switch wide {
        case .no, .rule, .family: nil
        case .value:
            fragment.inlined.first { $0.position == position }.map { constant($0.constant) }
        case .join:
            {
                let operands = JoinOperands(data: fragment.code[position])
                let other = operands.other > 0 ? " and R\(operands.other)" : ""
                let before = operands.endsAlternatives ? ", or as before" : ""
                return
                    "R\(operands.key)\(other)\(before)\(operands.counter > 0 ? " counted in R\(operands.counter)" : "")"
            }()
        case .constant: describe(.constant, Int(truncatingIfNeeded: fragment.code[position]))
        case .count: "\(fragment.code[position])"
        case .elementTest: description(of: fragment.elementTests[Int(truncatingIfNeeded: fragment.code[position])])
        case .sharedValue: description(of: fragment.sharedValues[Int(truncatingIfNeeded: fragment.code[position])])
        case .sharedTest: description(of: fragment.sharedTests[Int(truncatingIfNeeded: fragment.code[position])])
        }
    }
}
