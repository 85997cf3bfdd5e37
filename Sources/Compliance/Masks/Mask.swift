/// Results set aside with a reason and an end. What is masked is evaluated all the same, and never counts as passed.
package struct Mask: Entered, Hashable {
    /// Why a result may be set aside.
    package enum Category: String, CaseIterable, Sendable {
        /// The risk is known, and accepted until the mask ends.
        case waiver
        /// Something else guards against it.
        case mitigated
        /// The rule is wrong about this resource.
        case falsePositive = "false_positive"
    }

    package let id: String
    package let target: MaskTarget
    package let category: Category
    package let justification: String
    package let author: String
    package let ticket: String?
    package let validity: Validity

    /// The same under another id.
    func named(_ id: String) -> Mask {
        Mask(
            id: id, target: target, category: category, justification: justification, author: author, ticket: ticket,
            validity: validity)
    }

    package init(
        id: String, target: MaskTarget, category: Category, justification: String, author: String,
        ticket: String? = nil, validity: Validity
    ) {
        self.id = id
        self.target = target
        self.category = category
        self.justification = justification
        self.author = author
        self.ticket = ticket
        self.validity = validity
    }
}

/// What a mask lies on.
package enum MaskTarget: Hashable, Sendable {
    /// One rule, by name or id, on one resource.
    case result(rule: String, resource: ResourceSelector)
    /// Every rule on one resource.
    case resource(ResourceSelector)
    /// One control, by id or name: everywhere, or in an area alone. Another control that uses the same rules is not masked.
    case control(String, area: MaskArea?)
    /// Every control of a profile, by id or name.
    case profile(String)

    /// A resource by its id; kind and account, where they are given, must fit too.
    package struct ResourceSelector: Hashable, Sendable {
        package let id: String
        package let kind: String?
        package let account: String?

        package init(id: String, kind: String? = nil, account: String? = nil) {
            self.id = id
            self.kind = kind
            self.account = account
        }
    }

    /// The resource that it names.
    package var resource: ResourceSelector? {
        switch self {
        case .result(_, let resource), .resource(let resource): resource
        case .control, .profile: nil
        }
    }

    package var rule: String? { if case .result(let rule, _) = self { rule } else { nil } }

    package var control: String? { if case .control(let control, _) = self { control } else { nil } }

    package var area: MaskArea? { if case .control(_, let area) = self { area } else { nil } }

    package var profile: String? { if case .profile(let profile) = self { profile } else { nil } }

    /// The level's word, as the command and the store write it.
    package var level: String {
        switch self {
        case .result: "result"
        case .resource: "resource"
        case .control(_, area: nil): "control"
        case .control: "control_in_scope"
        case .profile: "profile"
        }
    }
}

/// The part of an estate that a control's mask is confined to.
package struct MaskArea: Hashable, Sendable {
    package let level: Scope.Level
    package let id: String

    package init(level: Scope.Level, id: String) {
        self.level = level
        self.id = id
    }
}

extension MaskTarget: CustomStringConvertible {
    /// `rule bucket_versioned on logs (aws.s3.bucket, account 12)`
    package var description: String {
        switch self {
        case .result(let rule, let resource): "rule \(rule) on \(resource)"
        case .resource(let resource): "resource \(resource)"
        case .control(let control, let area):
            area.map { "control \(control) in \($0.level.rawValue) \($0.id)" } ?? "control \(control)"
        case .profile(let profile): "profile \(profile)"
        }
    }
}

extension MaskTarget.ResourceSelector: CustomStringConvertible {
    package var description: String {
        let limits = [kind, account.map { "account \($0)" }].compactMap(\.self)
        return limits.isEmpty ? id : "\(id) (\(limits.joined(separator: ", ")))"
    }
}
