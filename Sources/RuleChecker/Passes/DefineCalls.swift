import RuleSyntax
import SourceText

/// A define of the run: its name alone may stand in several modules.
struct DefineID: Hashable {
    var module: Int
    var name: String
}

/// What is known of a value that a call passes.
struct ArgumentView: Hashable {
    let type: ValueType
    let view: SchemaView
    /// Sorted; a view holds each once.
    private let nodes: [ObjectIdentifier]

    init(type: ValueType, view: SchemaView) {
        self.type = type
        self.view = view
        nodes = view.nodes.map { ObjectIdentifier($0) }.sorted()
    }

    static let unknown = ArgumentView(type: .any, view: .unknown)

    /// What is known of a value that may be any of these.
    static func union(_ views: Set<ArgumentView>) -> ArgumentView {
        let types = Set(views.map(\.type))
        let view = SchemaView(
            nodes: views.flatMap(\.view.nodes), isOpen: views.isEmpty || views.contains { $0.view.isOpen })
        return ArgumentView(type: types.count == 1 ? types.first ?? .any : .any, view: view)
    }

    static func == (left: ArgumentView, right: ArgumentView) -> Bool {
        left.type == right.type && left.view.isOpen == right.view.isOpen && left.nodes == right.nodes
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(type)
        hasher.combine(view.isOpen)
        hasher.combine(nodes)
    }
}

/// What is known of the value that a define gives.
struct DefineResult {
    var type: ValueType
    var view: SchemaView
    /// A schema lets something that its body reads be left out, and nothing in the body answers for that.
    var mayBeMissing: Bool
}

/// What the calls of one run pass to its defines, and what is known of the values they get.
///
/// A define is looked at again with what a call passes when some argument's schema is known, once for each different
/// set of arguments. Past `maximumLooks` of them, or `maximumDepth` calls inside one another, nothing is known
/// of the value: so the text of a define is read a bounded number of times, however the calls multiply.
final class DefineCalls {
    static let maximumLooks = 64
    static let maximumDepth = 16

    private struct Callers {
        var first: SourcePlace
        /// For each formal, what the calls pass to it.
        var arguments: [Set<ArgumentView>]
    }

    private var callers: [DefineID: Callers] = [:]
    private var results: [DefineID: [[ArgumentView]: DefineResult?]] = [:]
    private var depth = 0

    /// A call that a rule makes, or a define for one.
    func note(_ define: DefineID, passing arguments: [ArgumentView], at place: SourcePlace) {
        func note(in known: inout Callers) {
            for (index, argument) in arguments.enumerated() where index < known.arguments.count {
                known.arguments[index].insert(argument)
            }
        }
        note(in: &callers[define, default: Callers(first: place, arguments: arguments.map { _ in [] })])
    }

    /// What all calls of a define together pass to it, and the first of them; nil when nothing calls it.
    func everyCall(of define: DefineID) -> (arguments: [ArgumentView], first: SourcePlace)? {
        callers[define].map { ($0.arguments.map(ArgumentView.union), $0.first) }
    }

    /// What is known of the value for these arguments, or nil when that is nothing; `look` reads the body.
    func result(
        of define: DefineID, passing arguments: [ArgumentView], look: () -> DefineResult?
    ) -> DefineResult? {
        guard arguments.contains(where: { !$0.view.isOpen }) else { return nil }
        let known = results[define, default: [:]]
        if let result = known[arguments] { return result }
        guard known.count < Self.maximumLooks, depth < Self.maximumDepth else { return nil }
        depth += 1
        let result = look()
        depth -= 1
        results[define, default: [:]][arguments] = .some(result)
        return result
    }
}
