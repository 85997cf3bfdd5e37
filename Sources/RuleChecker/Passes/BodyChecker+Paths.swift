import ResourceDocuments
import RuleSyntax
import SourceText

/// A path while it is being walked: where it stands, and what is known of the value there.
private struct PathWalk {
    var root: CheckedPath.Root
    var steps: [CheckedPath.Step] = []
    var type: ValueType
    var view: SchemaView
    var isSpread = false
    /// The path so far, as written.
    var text: String
    /// Each prefix that a schema lets be left out.
    var optional: [String] = []
}

extension BodyChecker {
    /// `path = ( NAME | "this" | "@" NAME ) { accessor } ;`
    mutating func path(_ syntax: PathSyntax, _ position: Position) -> TypedExpression? {
        let rootPlace = place(syntax.rootSpan)
        var walk: PathWalk
        switch syntax.root {
        case .this:
            guard var start = thisWalk(at: rootPlace, name: "this") else { return nil }
            start.text = "this"
            if case .member(let name, _)? = syntax.accessors.first?.form { explicitProperties.insert(name) }
            walk = start
        case .attribute(let name):
            guard var start = thisWalk(at: rootPlace, name: "@\(name)"),
                let attribute = attribute(name, at: rootPlace)
            else { return nil }
            start.steps = [.attribute(attribute, rootPlace)]
            start.type = attribute == .tags ? .any : .string
            start.view = .unknown
            start.text = "@\(name)"
            walk = start
        case .name(let name):
            switch bindings.meaning(of: name) {
            case .slot(let variable):
                noteLetReads(of: variable.slot, named: name)
                walk = PathWalk(root: .slot(variable.slot), type: variable.type, view: variable.view, text: name)
            case .parameter(let parameter):
                let value = CheckedExpression(.parameter(parameter.index), type: parameter.type, place: rootPlace)
                if syntax.accessors.isEmpty { return TypedExpression(expression: value) }
                walk = PathWalk(root: .expression(value), type: parameter.type, view: .unknown, text: name)
            case nil where unboundVariables.contains(name):
                report(.variableInOwnDomain(name, at: rootPlace))
                return nil
            case nil where name == "as_of":
                readsClock = true
                return TypedExpression(expression: CheckedExpression(.asOf, type: .timestamp, place: rootPlace))
            case nil:
                if position == .operand, syntax.accessors.isEmpty, case .rule = subject {
                    report(.bareWord(name, at: rootPlace))
                    return nil
                }
                guard let start = property(name, at: rootPlace) else { return nil }
                walk = start
            }
        }
        for accessor in syntax.accessors {
            guard step(accessor, &walk) else { return nil }
        }
        return finish(walk, place(syntax.span))
    }

    /// Accessors behind a call.
    mutating func path(
        from called: TypedExpression, _ syntax: CallSyntax, mayBeMissing: Bool
    ) -> TypedExpression? {
        let text = text(of: syntax)
        var walk = PathWalk(
            root: .expression(called.expression), type: called.type, view: called.view, text: text,
            optional: mayBeMissing ? [text] : [])
        for accessor in syntax.accessors {
            guard step(accessor, &walk) else { return nil }
        }
        return finish(walk, place(syntax.span))
    }

    /// A value that its schema lets be left out is read; what makes that safe may stand anywhere in the rule.
    mutating func noteOptional(_ paths: [String], at place: SourcePlace) {
        guard guardDepth == 0, !paths.isEmpty else { return }
        optionalReads.append(OptionalRead(paths: paths, place: place, clause: currentClause))
    }

    /// A `let` is used: what it reads is read here.
    private mutating func noteLetReads(of slot: Slot, named name: String) {
        guard guardDepth == 0, let reads = letReads[slot] else { return }
        for var read in reads {
            read.clause = currentClause
            read.lets.append(name)
            optionalReads.append(read)
        }
    }

    private mutating func finish(_ walk: PathWalk, _ place: SourcePlace) -> TypedExpression {
        noteOptional(walk.optional, at: place)
        if walk.steps.isEmpty, case .slot(let slot) = walk.root {
            return TypedExpression(
                expression: CheckedExpression(.slot(slot), type: walk.type, place: place), view: walk.view)
        }
        let type = walk.isSpread ? .list(walk.type) : walk.type
        return TypedExpression(
            expression: CheckedExpression(
                .path(CheckedPath(root: walk.root, steps: walk.steps)), type: type, place: place),
            view: walk.isSpread ? SchemaView.list(of: walk.view) : walk.view)
    }

    /// The resource under test: only a rule has one.
    private func thisWalk(at place: SourcePlace, name: String) -> PathWalk? {
        guard case .rule(let view) = subject else {
            report(.notInScope(name, in: subjectName, candidates: bindings.names, at: place))
            return nil
        }
        return PathWalk(root: .this, type: .map, view: view, text: "")
    }

    private var subjectName: String {
        switch subject {
        case .rule: "this rule"
        case .define(let name): "define '\(name)'"
        case .constraint: "a parameter's constraint"
        }
    }

    /// A bare name that nothing binds.
    private mutating func property(_ name: String, at place: SourcePlace) -> PathWalk? {
        guard var walk = thisWalk(at: place, name: name) else { return nil }
        guard member(name, at: place, &walk) else { return nil }
        return walk
    }

    private func attribute(_ name: String, at place: SourcePlace) -> ResourceAttribute? {
        if let attribute = ResourceAttribute(name: name) { return attribute }
        report(.unknownAttribute(name, at: place))
        return nil
    }

    private mutating func step(_ accessor: AccessorSyntax, _ walk: inout PathWalk) -> Bool {
        let place = place(accessor.span)
        switch accessor.form {
        case .member(let name, _): return member(name, at: place, &walk)
        case .attribute(let name):
            guard let attribute = attribute(name, at: place) else { return false }
            let isResource: Bool
            if case .this = walk.root, walk.steps.isEmpty {
                isResource = true
            } else {
                isResource = walk.type == .resource
            }
            guard isResource || walk.type == .any else {
                report(.attributeOfValue(name, at: place))
                return false
            }
            walk.steps.append(.attribute(attribute, place))
            walk.type = attribute == .tags ? .any : .string
            walk.view = .unknown
            walk.text += ".@\(name)"
            return true
        case .elements:
            guard isOpenable(walk.type) else {
                report(.notAList(walk.type, at: place))
                return false
            }
            walk.steps.append(.elements(place))
            elements(&walk)
            walk.isSpread = true
            walk.text += "[*]"
            return true
        case .index(let expression):
            guard let index = self.expression(expression, .free) else { return false }
            if !canBeIndex(index) { report(.noIndex(at: index.place)) }
            walk.steps.append(.index(readNumber(index), place))
            walk.text += "[\(place.text)]"
            if case .literal(.string(let name)) = index.expression.form, let view = walk.view.member(name) {
                walk.view = view
                walk.type = view.type
            } else {
                elements(&walk)
            }
            return true
        }
    }

    private func elements(_ walk: inout PathWalk) {
        walk.view = walk.view.elements
        walk.type = walk.type.element == .any ? walk.view.type : walk.type.element
    }

    /// False of what is certainly neither an element's number nor a member's name.
    private func canBeIndex(_ index: TypedExpression) -> Bool {
        if case .literal(.number(let number)) = index.expression.form {
            return number.isWhole && number >= ExactNumber(0)
        }
        return switch index.type {
        case .any, .string, .numeric: true
        case .list, .map, .resource, .boolean, .timestamp, .duration, .version, .ip, .pattern, .quantity: false
        }
    }

    private func isOpenable(_ type: ValueType) -> Bool {
        switch type {
        case .any, .map, .list, .resource: true
        case .string, .numeric, .boolean, .timestamp, .duration, .version, .ip, .pattern, .quantity: false
        }
    }

    /// `.name`: a property that no schema can have is an error with what was probably meant.
    private mutating func member(_ name: String, at place: SourcePlace, _ walk: inout PathWalk) -> Bool {
        guard isOpenable(walk.type) else {
            report(.hasNoMembers(walk.type, name, at: place))
            return false
        }
        if case .list = walk.type {
            report(.memberOfList(name, at: place))
            return false
        }
        let text = walk.text.isEmpty || walk.text == "this" ? name : "\(walk.text).\(name)"
        if let view = walk.view.member(name) {
            walk.view = view
            if view.isOptional { walk.optional.append(text) }
        } else {
            reportUnknown(.unknownProperty(name, of: walk.text, candidates: walk.view.memberNames, at: place))
            walk.view = .unknown
        }
        walk.type = walk.view.type
        walk.steps.append(.member(name, place))
        walk.text = text
        return true
    }

    /// A path as written, `this.` left out: what tests for presence and optional reads are matched by.
    func text(of path: PathSyntax) -> String {
        let root =
            switch path.root {
            case .name(let name): name
            case .this: ""
            case .attribute(let name): "@\(name)"
            }
        let text = text(of: path.accessors, behind: root)
        return text.isEmpty ? "this" : text
    }

    /// A call as written, without what stands behind it.
    func text(of call: CallSyntax) -> String {
        let name = ([call.module] + [call.name]).compactMap { $0?.text }.joined(separator: ".")
        return "\(name)(\(call.arguments.map { place($0.span).text }.joined(separator: ", ")))"
    }

    func text(of accessors: some Sequence<AccessorSyntax>, behind root: String) -> String {
        var text = root
        for accessor in accessors {
            switch accessor.form {
            case .member(let name, _): text += text.isEmpty ? name : ".\(name)"
            case .attribute(let name): text += ".@\(name)"
            case .elements: text += "[*]"
            case .index: text += "[\(place(accessor.span).text)]"
            }
        }
        return text
    }

    /// A parameter, `let` or variable with the name of a property hides it, unless the rule writes `this.NAME`.
    func reportHiddenProperties(_ view: SchemaView) {
        for declared in declaredNames where !explicitProperties.contains(declared.name.text) {
            guard view.nodes.contains(where: { $0.properties[declared.name.text] != nil }) else { continue }
            report(.hidesProperty(declared.role, declared.name.text, at: place(declared.name.span)))
        }
    }
}
