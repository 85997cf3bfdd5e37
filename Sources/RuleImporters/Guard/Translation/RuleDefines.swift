import RuleSyntax

/// A condition with a name, which the rules of a file share.
struct RuleDefine {
    struct Formal: Hashable {
        var name: String
        var type: TypeName?
    }

    var name: String
    var formals: [Formal]
    var condition: RuleCondition

    func call(_ arguments: [RuleTerm]) -> RuleCondition {
        .call(RuleCall(name: name, arguments: arguments, mayBeUnknown: condition.mayBeUnknown()))
    }
}

/// The defines of a Norma file that is being written; each stands behind those that it calls.
struct RuleDefines {
    /// The formal of a define that ranges over one template's resources: the file that they stand in.
    static let template = "template"

    private(set) var all: [RuleDefine] = []
    /// By Guard's name of a rule: the define that says whether it passes in a template.
    private var statuses: [String: RuleDefine] = [:]

    /// The define that says whether a rule passes; nil where none was written yet.
    func status(of guardName: String) -> RuleDefine? { statuses[guardName] }

    mutating func declareStatus(of guardName: String, as condition: RuleCondition) -> RuleDefine {
        let define = RuleDefine(
            name: unused("\(RuleWriter.name(guardName))_passes"), formals: [.init(name: Self.template)],
            condition: condition)
        all.append(define)
        statuses[guardName] = define
        return define
    }

    private func unused(_ name: String) -> String {
        var candidate = name
        var number = 2
        while all.contains(where: { $0.name == candidate }) {
            candidate = "\(name)_\(number)"
            number += 1
        }
        return candidate
    }

    /// Those that conditions call, and those that these call.
    func called(by conditions: [RuleCondition]) -> [RuleDefine] {
        var names = RuleNames(conditions).called
        for define in all.reversed() where names.contains(define.name) {
            names.formUnion(RuleNames([define.condition]).called)
        }
        return all.filter { names.contains($0.name) }
    }
}
