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

/// A Guard rule with parameters as a define.
struct SharedRule {
    /// What a parameter was given when the define was written, and is given wherever it is called.
    enum Parameter: Hashable {
        /// The template itself, which needs no formal.
        case template
        case value, resource
        case literal(TypeName)
    }

    /// True unless Guard's answer is FAIL.
    var define: RuleDefine
    var parameters: [Parameter]
    /// The parameters that the define has formals for, in its order.
    var formals: [Int]
    /// The define's last formal is the template.
    var rangesOverTemplate: Bool
    /// Guard may say SKIP, and where it does the caller must work out.
    var mayBeSkipped: Bool
    /// It asks whether anything is found in all of what it is given: of several resources it cannot be asked one by one.
    var asksWhetherAny: Bool
}

/// The defines of a Norma file that is being written; each stands behind those that it calls.
struct RuleDefines {
    /// The formal of a define that ranges over one template's resources: the file that they stand in.
    static let template = "template"

    /// The rules with parameters whose answer must be definite.
    let definiteRules: Set<String>
    /// The rules with parameters that stand in the one rule that asks for them.
    let inlinedRules: Set<String>

    private(set) var all: [RuleDefine] = []
    /// By Guard's name of a rule: the define that says whether it passes in a template.
    private var statuses: [String: RuleDefine] = [:]
    /// By Guard's name of a rule with parameters; nil of one that cannot be a define.
    private var shared: [String: SharedRule?] = [:]

    init(of file: GuardFile, inlining: Set<String> = []) {
        definiteRules = GuardDefiniteRules(file).names
        inlinedRules = inlining
    }

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

    /// Outer nil: it was not tried yet.
    func sharedRule(_ guardName: String) -> SharedRule?? { shared[guardName] }

    /// The rule can be no define.
    mutating func refuse(_ guardName: String) { shared.updateValue(nil, forKey: guardName) }

    mutating func declare(_ rule: SharedRule, for guardName: String) -> SharedRule {
        var rule = rule
        rule.define.name = unused(rule.define.name)
        all.append(rule.define)
        shared[guardName] = rule
        return rule
    }

    /// Guard's names of rules whose define stands alone in the one rule that calls it.
    func calledOnce(by rules: [TranslatedRule]) -> Set<String> {
        var calls: [String: Int] = [:]
        let conditions = rules.flatMap(\.allConditions)
        for condition in conditions + called(by: conditions).map(\.condition) {
            calls.merge(RuleNames([condition]).calls, uniquingKeysWith: +)
        }
        let alone = Set(rules.compactMap(\.onlyCall))
        return Set(
            shared.compactMap { guardName, rule in
                guard let name = rule?.define.name, calls[name] == 1, alone.contains(name) else { return nil }
                return guardName
            })
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
        var names = Set(RuleNames(conditions).calls.keys)
        for define in all.reversed() where names.contains(define.name) {
            names.formUnion(RuleNames([define.condition]).calls.keys)
        }
        return all.filter { names.contains($0.name) }
    }
}
