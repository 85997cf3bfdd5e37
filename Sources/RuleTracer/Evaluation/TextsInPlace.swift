import ResourceDocuments
import RuleChecker

/// Texts that are compared where they lie in a document: while nobody asks why, nothing is made of them. Most elements of a list say by such a test alone
/// that a rule does not speak of them.
extension Evaluator {
    /// What `x.direction is "inbound"` and `x.protocol is one of ["tcp", "all"]` say of a text; nil of anything else, which has to be asked.
    func answerInPlace(to test: CheckedTest) -> Truth? {
        guard !isTracing, case .path(let path) = test.subject.form else { return nil }
        let holds: Bool?
        switch test.predicate {
        case .equal(let operand, asAddresses: false): holds = isText(at: path, operand)
        case .oneOf(let list): holds = isText(at: path, oneOf: list)
        case .equal, .present, .empty, .undetermined, .type, .ordered, .between, .within, .overlaps, .like, .older,
            .newer, .contains, .matches, .startsWith, .endsWith:
            return nil
        }
        return holds.map { $0 == test.negated ? .false : .true }
    }

    private func isText(at path: CheckedPath, _ operand: CheckedExpression) -> Bool? {
        guard case .string(let wanted) = constant(operand), let text = text(at: path) else { return nil }
        return text.isText(wanted)
    }

    /// Of a list of few texts: in a longer one it is looked up.
    private func isText(at path: CheckedPath, oneOf list: CheckedExpression) -> Bool? {
        guard case .list(let elements) = constant(list), elements.count <= Self.fewElements, let text = text(at: path)
        else { return nil }
        var isOne = false
        for element in elements {
            guard case .string(let wanted) = element else { return nil }
            isOne = isOne || text.isText(wanted)
        }
        return isOne
    }

    /// A value that the rule's text or a parameter holds.
    private func constant(_ expression: CheckedExpression) -> Value? {
        switch expression.form {
        case .literal(let value): value
        case .parameter(let index): parameters.indices.contains(index) ? parameters[index].value : nil
        case .slot, .asOf, .path, .fallback, .call, .define, .resources, .convert: nil
        }
    }

    /// The text that members lead to; nil where something else is there, or nothing.
    private func text(at path: CheckedPath) -> DocumentNode? {
        guard path.isOfMembers, let start = start(of: path) else { return nil }
        let view = start.document.view
        var word = start.word
        for name in path.members {
            guard let member = view.member(of: word, named: name) else { return nil }
            word = member
        }
        let node = DocumentNode(document: start.document, word: word)
        return node.kind == .string ? node : nil
    }

    /// The map of a document that a path starts at; nil of a `let`, which may have to be evaluated first.
    private func start(of path: CheckedPath) -> DocumentNode? {
        let root: TracedValue? =
            switch path.root {
            case .this: testedValue
            case .slot(let slot): frame[slot]
            case .expression: nil
            }
        guard let root else { return nil }
        switch root.content {
        case .map(.document(let node)): return node
        case .resource(let resource): return resource.resource.propertiesNode
        case .unknown, .boolean, .number, .text, .list, .map, .address, .instant, .span, .version, .pattern:
            return nil
        }
    }
}

extension DocumentNode {
    /// Byte by byte, as `ScalarText` compares.
    fileprivate func isText(_ wanted: String) -> Bool {
        var wanted = wanted
        return wanted.withUTF8 { wanted in
            let own = document.view.bytes(of: word)
            return own.count == wanted.count && own.elementsEqual(wanted)
        }
    }
}
