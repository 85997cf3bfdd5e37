import CPCRE2

/// Why a regular expression could not be compiled.
package struct PatternError: Error, Hashable, Sendable {
    /// PCRE2's own words.
    package let message: String
    /// In bytes of the pattern.
    package let offset: Int
}

/// What a search for a pattern found.
package enum PatternMatch: Sendable {
    case found, notFound
    /// The search took more than `Pattern.matchLimit` steps.
    case limit
}

/// A Perl-compatible regular expression (PCRE2), searched unanchored, with Unicode.
///
/// Compiled at once, to machine code when it is first searched: 1,200 rules do not pay for what they never reach.
package final class Pattern: @unchecked Sendable {
    /// Steps of one search, as PCRE2 counts them; above it the answer is unknown.
    package static let matchLimit: UInt32 = 100_000
    /// A longer pattern is refused, in bytes.
    package static let maximumLength = 10_000

    package let text: String
    package let isCaseInsensitive: Bool

    // Compiled code is immutable and may be shared between threads (pcre2api, "Multithreading"); machine code is added to it
    // once, under `lock`.
    private let code: OpaquePointer
    private let lock = PatternLock()

    package init(_ text: String, caseInsensitive: Bool) throws(PatternError) {
        self.text = text
        isCaseInsensitive = caseInsensitive
        var text = text
        guard text.utf8.count <= Self.maximumLength else {
            throw PatternError(message: "it is longer than \(Self.maximumLength) bytes", offset: Self.maximumLength)
        }
        var options = UInt32(PCRE2_UTF) | UInt32(PCRE2_UCP) | UInt32(PCRE2_NEVER_BACKSLASH_C)
        if caseInsensitive { options |= UInt32(PCRE2_CASELESS) }
        var errorCode: Int32 = 0
        var errorOffset = 0
        let compiled = text.withUTF8 { bytes in
            // An empty pattern has no base address, and PCRE2 wants one.
            withUnsafePointer(to: UInt8(0)) { empty in
                pcre2_compile_8(bytes.baseAddress ?? empty, bytes.count, options, &errorCode, &errorOffset, nil)
            }
        }
        guard let compiled else {
            throw PatternError(message: Self.message(errorCode), offset: errorOffset)
        }
        code = compiled
    }

    deinit { pcre2_code_free_8(code) }

    private static func message(_ code: Int32) -> String {
        var buffer = [UInt8](repeating: 0, count: 256)
        let length = pcre2_get_error_message_8(code, &buffer, buffer.count)
        return length > 0 ? String(decoding: buffer[..<Int(length)], as: UTF8.self) : "error \(code)"
    }

    /// Whether the pattern is found in valid UTF-8. The scratch belongs to one thread.
    package func match(_ subject: UnsafeBufferPointer<UInt8>, scratch: PatternScratch) -> PatternMatch {
        lock.compileOnce { _ = pcre2_jit_compile_8(code, UInt32(PCRE2_JIT_COMPLETE)) }
        let result = withUnsafePointer(to: UInt8(0)) { empty in
            pcre2_match_8(
                code, subject.baseAddress ?? empty, subject.count, 0, UInt32(PCRE2_NO_UTF_CHECK), scratch.data,
                scratch.context)
        }
        switch result {
        case PCRE2_ERROR_NOMATCH: return .notFound
        case 0...: return .found
        default: return .limit
        }
    }

    /// The same, with a scratch of its own.
    package func matches(_ subject: String) -> PatternMatch {
        var subject = subject
        return subject.withUTF8 { match($0, scratch: PatternScratch()) }
    }
}

extension Pattern: Hashable {
    package static func == (left: Pattern, right: Pattern) -> Bool {
        left.text == right.text && left.isCaseInsensitive == right.isCaseInsensitive
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(text)
        hasher.combine(isCaseInsensitive)
    }
}

extension Pattern: CustomStringConvertible {
    package var description: String {
        "/\(text.split(separator: "/", omittingEmptySubsequences: false).joined(separator: "\\/"))/\(isCaseInsensitive ? "i" : "")"
    }
}

/// What a search needs beside the pattern: one for each thread.
package final class PatternScratch {
    fileprivate let data: OpaquePointer?
    fileprivate let context: OpaquePointer?
    private let stack: OpaquePointer?

    package init() {
        data = pcre2_match_data_create_8(1, nil)
        context = pcre2_match_context_create_8(nil)
        // The JIT honours the match limit and its stack, not the depth and heap limits (pcre2jit).
        stack = pcre2_jit_stack_create_8(32 * 1024, 512 * 1024, nil)
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
