import CPCRE2

/// Why a regular expression could not be compiled.
package struct PatternError: Error, Hashable, Sendable {
    /// PCRE2's own words.
    package let message: String
    /// In bytes of the pattern.
    package let offset: Int
}

/// What a search for a pattern found.
package enum PatternMatch: Hashable, Sendable {
    case found, notFound
    /// The search took more steps than `Pattern.matchLimit`, or more memory than PCRE2 gives it, and no automaton can tell.
    case limit
}

/// A Perl-compatible regular expression (PCRE2), searched unanchored in Unicode text.
///
/// Compiled at once, and to machine code when it is first searched, so that 1,200 rules do not pay for what they never reach.
/// `\C`, which would cut a character in two, is an error.
///
/// Unchecked because of the pointers: the compiled code is not changed by a search and may be shared between threads (pcre2api,
/// "Multithreading"); the machine code is added to it once, before the first search. `part` is written by the initialiser alone.
/// Both are freed with the object.
package final class Pattern: @unchecked Sendable {
    /// Steps of one search, as PCRE2 counts them: what backtracks longer than this is no question one asks of a resource.
    package static let matchLimit: UInt32 = 100_000
    /// In bytes; a longer pattern is refused.
    package static let maximumLength = 10_000

    package let text: String
    package let isCaseInsensitive: Bool
    /// What a comparison of bytes answers, where it asks for nothing else.
    package let literal: LiteralPattern?
    /// The one text that it looks for anywhere, where it asks for nothing else; with no bytes where it does.
    package let part: UnsafeBufferPointer<UInt8>
    private let code: OpaquePointer
    private let machineCode = Once()

    package init(_ text: String, caseInsensitive: Bool) throws(PatternError) {
        guard text.utf8.count <= Self.maximumLength else {
            throw PatternError(message: "it is longer than \(Self.maximumLength) bytes", offset: Self.maximumLength)
        }
        var options = UInt32(PCRE2_UTF) | UInt32(PCRE2_UCP) | UInt32(PCRE2_NEVER_BACKSLASH_C)
        if caseInsensitive { options |= UInt32(PCRE2_CASELESS) }
        var errorCode: Int32 = 0
        var errorOffset = 0
        let compiled = text.read { bytes in
            pcre2_compile_8(bytes.baseAddress, bytes.count, options, &errorCode, &errorOffset, nil)
        }
        guard let compiled else { throw PatternError(message: Self.message(errorCode), offset: errorOffset) }
        self.text = text
        isCaseInsensitive = caseInsensitive
        code = compiled
        literal = caseInsensitive ? nil : LiteralPattern(text)
        part = Self.part(of: literal)
    }

    deinit {
        pcre2_code_free_8(code)
        part.deallocate()
    }

    private static func part(of literal: LiteralPattern?) -> UnsafeBufferPointer<UInt8> {
        guard let literal, literal.place == .anywhere, literal.texts.count == 1 else {
            return UnsafeBufferPointer(start: nil, count: 0)
        }
        let bytes = Array(literal.texts[0].utf8)
        let part = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: bytes.count)
        _ = part.initialize(from: bytes)
        return UnsafeBufferPointer(part)
    }

    /// PCRE2's, with its date: `10.42 2022-12-11`.
    package static var libraryVersion: String {
        // Its versions take less.
        var buffer = [UInt8](repeating: 0, count: 64)
        let length = pcre2_config_8(UInt32(PCRE2_CONFIG_VERSION), &buffer)
        return length > 0 && length < buffer.count ? String(decoding: buffer[..<(Int(length) - 1)], as: UTF8.self) : ""
    }

    private static func message(_ code: Int32) -> String {
        // PCRE2's longest message takes less.
        var buffer = [UInt8](repeating: 0, count: 256)
        let length = pcre2_get_error_message_8(code, &buffer, buffer.count)
        return length > 0 ? String(decoding: buffer[..<Int(length)], as: UTF8.self) : "error \(code)"
    }

    /// Whether the pattern is found in bytes that are UTF-8, NUL among them or not. The scratch belongs to one thread.
    package func match(_ subject: UnsafeBufferPointer<UInt8>, scratch: PatternScratch) -> PatternMatch {
        switch search(subject, scratch) {
        case PCRE2_ERROR_NOMATCH: return .notFound
        case 0...: return .found
        default: return matchWithoutBacktracking(subject)
        }
    }

    /// Whether it is found in every text, such as `.*`; false also where that takes more to tell.
    package var isFoundInEveryText: Bool {
        RegularExpressionParser.parse(text, isCaseInsensitive: isCaseInsensitive, as: .exact)?.asksNothing ?? false
    }

    /// Whether PCRE2 gives up on a text, and an automaton, or nobody, has to decide.
    package func exceedsMatchLimit(on subject: String) -> Bool {
        subject.read { bytes in
            let result = search(bytes, PatternScratch())
            return result < 0 && result != PCRE2_ERROR_NOMATCH
        }
    }

    /// PCRE2's answer: 0 or more where the pattern is found.
    private func search(_ subject: UnsafeBufferPointer<UInt8>, _ scratch: PatternScratch) -> Int32 {
        machineCode.run { _ = pcre2_jit_compile_8(code, UInt32(PCRE2_JIT_COMPLETE)) }
        // A null subject of no length is an empty one since PCRE2 10.40 only.
        return withUnsafePointer(to: UInt8(0)) { empty in
            pcre2_match_8(
                code, subject.baseAddress ?? empty, subject.count, 0, UInt32(PCRE2_NO_UTF_CHECK), scratch.data,
                scratch.context)
        }
    }

    /// What PCRE2 gave up on, an automaton decides in one pass, where the pattern is regular and the text ASCII. Of another it may see that
    /// something is missing that the pattern needs.
    private func matchWithoutBacktracking(_ subject: UnsafeBufferPointer<UInt8>) -> PatternMatch {
        let pattern = TextPattern.pattern(self)
        if let answers = PatternSet([pattern]).flatMap({ PatternSetSearch($0).answers(in: subject) }),
            !answers.decided.isEmpty
        {
            return answers.found.isEmpty ? .notFound : .found
        }
        // Together with others another of them may be looked for.
        let isMissing = pattern.necessaryTexts.contains { text in
            PatternSet(necessary: text).flatMap { PatternSetSearch($0).answers(in: subject) }?.decided.isEmpty == false
        }
        return isMissing ? .notFound : .limit
    }

    /// The same, with a scratch of its own.
    package func matches(_ subject: String) -> PatternMatch {
        subject.read { match($0, scratch: PatternScratch()) }
    }
}

/// What a search needs beside the pattern: one for each thread.
package final class PatternScratch {
    fileprivate let data: OpaquePointer?
    fileprivate let context: OpaquePointer?
    private let stack: OpaquePointer?

    package init() {
        // No one asks where the groups matched, so one pair of offsets is enough.
        data = pcre2_match_data_create_8(1, nil)
        context = pcre2_match_context_create_8(nil)
        stack = pcre2_jit_stack_create_8(32 << 10, 512 << 10, nil)
        // Machine code honours the match limit and its stack, interpreted code also the depth limit (pcre2jit).
        pcre2_set_match_limit_8(context, Pattern.matchLimit)
        pcre2_set_depth_limit_8(context, Pattern.matchLimit)
        pcre2_jit_stack_assign_8(context, nil, stack.map(UnsafeMutableRawPointer.init))
    }

    deinit {
        pcre2_jit_stack_free_8(stack)
        pcre2_match_context_free_8(context)
        pcre2_match_data_free_8(data)
    }
}

extension Pattern: Hashable {
    /// Equal when the text and the flag are.
    package static func == (left: Pattern, right: Pattern) -> Bool {
        left.isCaseInsensitive == right.isCaseInsensitive && left.text.utf8.elementsEqual(right.text.utf8)
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(text)
        hasher.combine(isCaseInsensitive)
    }
}

extension Pattern: CustomStringConvertible {
    /// As a rule writes it: `/^prod/i`.
    package var description: String {
        let holdsSlash = text.utf8.contains(UInt8(ascii: "/"))
        let escaped =
            holdsSlash ? text.split(separator: "/", omittingEmptySubsequences: false).joined(separator: "\\/") : text
        return "/\(Value.string(escaped))/\(isCaseInsensitive ? "i" : "")"
    }
}
