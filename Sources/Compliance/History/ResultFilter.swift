import ResourceDocuments
package import RuleSyntax

/// Which results of a scan are asked for: within one field any value fits, between fields all must.
package struct ResultFilter: Sendable {
    package var statuses: Set<ResultStatus>
    /// Profiles, by id or name.
    package var profiles: [String]
    /// Controls, by id or name.
    package var controls: [String]
    /// Rules, by name or id.
    package var rules: [String]
    package var severities: Set<SeverityLevel>
    package var resources: ResourceFilter

    package init(
        statuses: Set<ResultStatus> = [.fail, .unknown], profiles: [String] = [], controls: [String] = [],
        rules: [String] = [], severities: Set<SeverityLevel> = [], resources: ResourceFilter = ResourceFilter()
    ) {
        self.statuses = statuses
        self.profiles = profiles
        self.controls = controls
        self.rules = rules
        self.severities = severities
        self.resources = resources
    }
}

/// Which resources; empty fields ask for all.
package struct ResourceFilter: Hashable, Sendable {
    package var ids: [String]
    package var kinds: [String]
    /// The part of a kind that names its service: see `ServiceName`.
    package var services: [String]
    package var accounts: [String]
    package var regions: [String]

    package init(
        ids: [String] = [], kinds: [String] = [], services: [String] = [], accounts: [String] = [],
        regions: [String] = []
    ) {
        self.ids = ids
        self.kinds = kinds
        self.services = services
        self.accounts = accounts
        self.regions = regions
    }

    package var isEmpty: Bool { self == ResourceFilter() }

    /// Whether it lets resources of an account and a kind through, as far as these say.
    package func holds(account: String, kind: String) -> Bool {
        (accounts.isEmpty || accounts.contains(account)) && (kinds.isEmpty || kinds.contains(kind))
            && (services.isEmpty || services.contains(ServiceName.of(kind: kind)))
    }
}

extension ResultFilter {
    /// It asks for statuses at most, and for nothing that only some results have.
    package var isWhole: Bool {
        profiles.isEmpty && controls.isEmpty && rules.isEmpty && severities.isEmpty && resources.isEmpty
    }

    /// A name that nothing of the scan has, with the names that it could be; nil where the scan knows them all. What is asked of
    /// resources may be of another scan, and is not looked at.
    package func unknownName(
        in scan: ScanRecord, rules known: [RuleRecord]
    ) -> (noun: String, name: String, candidates: [String])? {
        let profileNames = scan.profiles.isEmpty ? [scan.profile] : scan.profiles.flatMap { [$0.id, $0.name] }
        let asked: [(noun: String, names: [String], candidates: [String])] = [
            ("profile", profiles, profileNames), ("control", controls, scan.controls.flatMap { [$0.id, $0.name] }),
            ("rule", rules, known.flatMap { [$0.name] + [$0.id].compactMap(\.self) }),
        ]
        for (noun, names, candidates) in asked {
            if let name = names.first(where: { !candidates.contains($0) }) { return (noun, name, candidates) }
        }
        return nil
    }
}

/// How a result is shown: a verdict, or that a mask lies on it.
package enum ResultStatus: String, CaseIterable, Sendable {
    case fail, unknown, pass, masked

    package init(_ verdict: StoredVerdict, isMasked: Bool) {
        if isMasked {
            self = .masked
            return
        }
        switch verdict {
        case .pass: self = .pass
        case .fail: self = .fail
        case .unknown: self = .unknown
        }
    }
}

/// The service that a kind belongs to.
package enum ServiceName {
    /// `is` of `is.vpc`, `AWS::S3` of `AWS::S3::Bucket`, `Microsoft.Storage` of `Microsoft.Storage/storageAccounts`, `aws` of
    /// `aws_s3_bucket`; a kind without such a mark is its own service.
    package static func of(kind: String) -> String {
        let colons = kind.split(separator: "::")
        if colons.count > 2 { return colons.dropLast().joined(separator: "::") }
        for mark: Character in ["/", ".", "_"] {
            guard let end = kind.firstIndex(of: mark) else { continue }
            return String(kind[..<end])
        }
        return kind
    }
}

/// In which order results are listed.
package enum ResultOrder: String, CaseIterable, Sendable {
    /// The most severe rules first, then in the order of the scan.
    case severity
    /// In the order of the scan's rules.
    case rule
    /// By account, kind and id.
    case resource
}

/// What results are counted by.
package enum ResultGrouping: String, CaseIterable, Sendable {
    case control, resource, service
}

/// One result of a scan, with what the scan saw.
package struct ListedResult: Sendable {
    package let rule: RuleRecord
    package let controls: [ControlStanding]
    package let resource: ResourceRecord
    package let verdict: StoredVerdict
    package let mask: RecordedMask?
    /// The findings as JSON; nil where none are kept.
    package let evidence: String?

    package init(
        rule: RuleRecord, controls: [ControlStanding], resource: ResourceRecord, verdict: StoredVerdict,
        mask: RecordedMask?, evidence: String?
    ) {
        self.rule = rule
        self.controls = controls
        self.resource = resource
        self.verdict = verdict
        self.mask = mask
        self.evidence = evidence
    }

    package var status: ResultStatus { ResultStatus(verdict, isMasked: mask != nil) }
}

/// A mask as a scan kept it.
package struct RecordedMask: Hashable, Sendable {
    /// The category of what a subscope hides: no report tells of it.
    package static let hidden = "hidden"
    /// The category of what a resource's own document asks for.
    package static let inline = "inline"

    /// nil of one that a document asked for.
    package let id: String?
    package let target: String
    package let category: String
    package let justification: String?
    package let author: String?
    package let expiresAt: String?

    package init(
        id: String?, target: String, category: String, justification: String?, author: String?, expiresAt: String?
    ) {
        self.id = id
        self.target = target
        self.category = category
        self.justification = justification
        self.author = author
        self.expiresAt = expiresAt
    }

    package init(_ mask: AppliedMask) {
        let entered: Mask? = if case .entered(let entered) = mask { entered } else { nil }
        self.init(
            id: entered?.id, target: mask.target, category: mask.category, justification: mask.justification,
            author: entered?.author, expiresAt: entered?.validity.expiresAt?.description)
    }

    package var isHidden: Bool { category == Self.hidden }
    /// The resource's own document asks for it.
    package var isInline: Bool { category == Self.inline }
}

/// Results counted together.
package struct ResultGroup: Hashable, Sendable {
    /// A control's name, with its profile's where the scan has several; a service; or a resource's name or id.
    package let name: String
    /// Of a resource: its account and kind.
    package let detail: String?
    package let counts: [ResultStatus: Int]

    package init(name: String, detail: String?, counts: [ResultStatus: Int]) {
        self.name = name
        self.detail = detail
        self.counts = counts
    }

    package func count(_ status: ResultStatus) -> Int { counts[status] ?? 0 }
}

/// Some of many, in their order.
package struct Page<Element: Sendable>: Sendable {
    package let elements: [Element]
    /// From 1.
    package let number: Int
    package let hasMore: Bool

    package init(_ elements: [Element], number: Int, hasMore: Bool) {
        self.elements = elements
        self.number = number
        self.hasMore = hasMore
    }
}
