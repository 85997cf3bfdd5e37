/// Why a JSON text was refused, and where: plain numbers, made without allocation. `diagnostic(in:)` puts it in words.
package struct DocumentError: Error, Hashable, Sendable {
    package enum Kind: UInt8, CaseIterable, Sendable {
        case emptyText
        case trailingText
        case valueExpected
        case unexpectedCharacter
        case trailingComma
        case missingComma
        case missingColon
        case keyExpected
        case wrongQuotes
        case comment
        case bareWord
        case unclosedString
        case unclosedList
        case unclosedMap
        case mismatchedBracket
        case leadingZero
        case malformedNumber
        case exponentTooLarge
        case controlCharacter
        case badEscape
        case loneSurrogate
        case invalidUTF8
        case misplacedByteOrderMark
        case tooDeep
        case tooLarge
    }

    /// What would have been right where the parser stopped.
    package enum Expectation: UInt8, Sendable {
        /// The text's value, a value behind a colon, an element of a list.
        case value
        case key
        case colon
        case commaOrListEnd
        case commaOrMapEnd
        /// White space alone, behind the value.
        case end
        /// The rest of a string or number.
        case none
    }

    package let kind: Kind
    package let expectation: Expectation
    /// Of the first byte that is wrong, from the begin of the parsed bytes.
    package let offset: Int
    /// How many bytes are wrong; 0 where something is missing.
    package let length: Int
    /// Where the bracket or quote stands that is still open there.
    package let opener: Int?
    /// The limit that is exceeded, of text that is nested too deeply.
    package let limit: Int?

    package init(
        _ kind: Kind, at offset: Int, length: Int = 1, expected: Expectation = .none, opener: Int? = nil,
        limit: Int? = nil
    ) {
        self.kind = kind
        self.offset = offset
        self.length = length
        expectation = expected
        self.opener = opener
        self.limit = limit
    }
}
