/// How much of what rules have in common is worked out once for all of them.
///
/// To find that out takes time when rules are compiled, and code that shares has to be made again. A look at a member of the resource, and one
/// word beside it, repay that on thousands of resources only; a document within a text, a function or a pattern on the first.
package enum SharingExtent: Sendable {
    case none, costly, all

    /// For so many resources to judge.
    package init(resources: Int) { self = resources < 16_384 ? .costly : .all }
}
