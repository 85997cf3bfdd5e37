/// Every word that the grammar gives a meaning. Types, levels and verdicts are enumerations of the tree.
package enum Keyword: String, CaseIterable, Sendable {
    // Declarations
    case use, define, rule, `as`
    // Items
    case id, version, title, description, fix, reference, severity, tags, param, `for`, when, `let`, require, forbid
    case that
    // Clauses
    case `if`, missing, unknown, `else`
    // Conditions and quantifiers
    case and, or, not, all, any, none, every, each, some, no, exactly, `in`, `where`, satisfies, resources, of
    // Predicates
    case `is`, present, absent, empty, undetermined, one, at, least, most, more, less, than, between, within, like,
        older, newer
    case a, an, contains, contain, matches, match, starts, start, ends, end, with, overlaps, overlap, does
    // Values
    case `default`, this, `true`, `false`

    private static let byName = Dictionary(uniqueKeysWithValues: allCases.map { ($0.rawValue, $0) })

    static func named(_ text: String) -> Keyword? { byName[text] }

    /// Reserved as a path's first segment; after a dot every word is a property's name.
    package static let reserved: Set<Keyword> = [
        .and, .or, .not, .every, .each, .some, .no, .exactly, .in, .where, .satisfies, .default, .is, .contains, .does,
        .matches, .true, .false, .if, .else, .this,
    ]

    /// Always begin their predicate directly after `is` and `is not`, so that nothing may be named like them.
    package static let predicates: Set<Keyword> = [
        .present, .absent, .empty, .undetermined, .one, .at, .more, .less, .between, .within, .like, .older, .newer, .a,
        .an,
    ]

    /// Reserved words that join conditions or stand inside one, and never begin one.
    static let betweenConditions: Set<Keyword> = [
        .and, .or, .in, .where, .satisfies, .default, .is, .contains, .does, .matches, .else,
    ]

    /// The first word of an item, in the order the grammar lists them.
    static let items: [Keyword] = [
        .id, .version, .title, .description, .fix, .reference, .severity, .tags, .param, .for, .when, .let, .require,
        .forbid,
    ]

    /// True of a word behind which a value is due.
    var precedesOperand: Bool {
        switch self {
        case .not, .in, .is, .contains, .contain, .matches, .match, .of, .with, .default, .and, .or, .within, .like,
            .between, .than, .overlaps, .overlap, .satisfies, .where, .least, .most, .when, .require, .forbid:
            true
        case .use, .define, .rule, .as, .id, .version, .title, .description, .fix, .reference, .severity, .tags,
            .param, .for, .let, .that, .if, .missing, .unknown, .else, .all, .any, .none, .every, .each, .some, .no,
            .exactly, .resources, .present, .absent, .empty, .undetermined, .one, .at, .more, .less, .older, .newer, .a,
            .an,
            .starts, .start, .ends, .end, .does, .this, .true, .false:
            false
        }
    }
}
