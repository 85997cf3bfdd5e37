package import ResourceDocuments
package import SourceText

/// One rule as code that can stand anywhere: its jumps are relative, its constants its own.
package struct CodeFragment: Sendable {
    /// What instructions name by a constant's index.
    package enum Constant: Hashable, Sendable {
        case value(Value)
        /// A constant that could not be read as its use asks.
        case unknown(UnknownCauses)
        /// Of a list of texts, for `testInTexts`.
        case texts([Value])
        /// For `testWithinConstant`.
        case addresses(AddressSet)
        /// For `testLikeConstant`.
        case glob(Glob)
        /// A kind, with `*` for any run of characters.
        case kind(String)
        case join(kind: String, path: JoinPath, other: JoinPath? = nil)
    }

    package let ruleIndex: Int32
    package let name: String
    package let file: SourceFile
    /// Instructions and the data of wide ones.
    package let code: [UInt64]
    /// For each word of `code`, the text it was compiled from.
    package let spans: [SourceSpan]
    package let constants: [Constant]
    /// Positions of the constants that every rule of a family must share.
    package let fixedConstants: Set<Int>
    /// What `testElements` names by its index.
    package let elementTests: [ElementTest]
    /// What `loadShared` names by its index.
    package let sharedValues: [SharedValue]
    /// What `testShared` names by its index.
    package let sharedTests: [SharedTest]
    /// Words of `code` that hold a constant's own word: (position, constant).
    package let inlined: [(position: Int, constant: Int)]
    /// The rule's static cost: the sum of the factors for each depth of nesting.
    package let cost: [Int]
    private let kindMatches: @Sendable (String) -> Bool

    package init(
        ruleIndex: Int32, name: String, file: SourceFile, code: [UInt64], spans: [SourceSpan], constants: [Constant],
        fixedConstants: Set<Int>, elementTests: [ElementTest], sharedValues: [SharedValue], sharedTests: [SharedTest],
        inlined: [(position: Int, constant: Int)], cost: [Int],
        appliesToKind kindMatches: @escaping @Sendable (String) -> Bool
    ) {
        self.ruleIndex = ruleIndex
        self.name = name
        self.file = file
        self.code = code
        self.spans = spans
        self.constants = constants
        self.fixedConstants = fixedConstants
        self.elementTests = elementTests
        self.sharedValues = sharedValues
        self.sharedTests = sharedTests
        self.inlined = inlined
        self.cost = cost
        self.kindMatches = kindMatches
    }

    package func applies(toKind kind: String) -> Bool { kindMatches(kind) }
}
