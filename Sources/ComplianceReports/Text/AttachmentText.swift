import Compliance

/// What an attachment is about, at the top of a report.
enum AttachmentText {
    /// Its profiles and its scopes.
    static func rows(of plan: ScanPlan) -> [[String]] {
        var rows = plan.profiles.enumerated().map { index, planned in
            [index == 0 ? (plan.hasSeveralProfiles ? "profiles" : "profile") : "", title(of: planned.profile)]
        }
        for (index, scope) in plan.attachment.scopes.enumerated() {
            rows.append([index == 0 ? "scope" : "", scope.description + without(scope.exclusions)])
            for subscope in scope.subscopes {
                let part = subscope.part.description
                let named = [subscope.name, part.isEmpty ? nil : part].compactMap(\.self).joined(separator: ": ")
                rows.append(["", "subscope" + (named.isEmpty ? "" : " \(named)") + without(subscope.exclusions)])
            }
        }
        if !plan.attachment.exclusions.isEmpty { rows.append(["exclusions", list(plan.attachment.exclusions)]) }
        return rows
    }

    /// `CIS 1.0.0`
    static func title(of profile: Profile) -> String { profile.version.map { "\(profile.name) \($0)" } ?? profile.name }

    private static func without(_ exclusions: [Scope.Part]) -> String {
        exclusions.isEmpty ? "" : " without \(list(exclusions))"
    }

    /// As many as fit a line.
    private static func list(_ exclusions: [Scope.Part]) -> String {
        let shown = 8
        let named = exclusions.prefix(shown).map(\.description).joined(separator: "; ")
        return exclusions.count > shown ? "\(named) and \(exclusions.count - shown) others" : named
    }
}
