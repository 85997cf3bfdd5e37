import Foundation
import ResourceDocuments
import SourceText
import TestSupport
import Testing

/// JSONTestSuite by Nicolas Seriot: what every parser must accept, what it must refuse, and what is left to it.
@Suite struct JSONTestSuiteTests {
    private static func files(_ folder: String, prefix: String = "") throws -> [URL] {
        guard let folder = ProjectFolder.shared("corpus/jsontestsuite/\(folder)") else { return [] }
        return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .filter { $0.lastPathComponent.hasPrefix(prefix) && $0.pathExtension == "json" }
            .sorted { $0.lastPathComponent < $1.lastPathComponent }
    }

    private static func text(_ file: URL) throws -> [UInt8] { [UInt8](try Data(contentsOf: file)) }

    @Test func acceptsWhatMustBeAcceptedWithTheRightValue() throws {
        let files = try Self.files("test_parsing", prefix: "y_")
        guard !files.isEmpty else { return }
        #expect(files.count == 95)
        let texts = try files.map(Self.text)
        let readings = texts.map { reading(of: $0) }
        for (file, reading) in zip(files, readings) { #expect(reading != "error", "\(file.lastPathComponent)") }
        guard let expected = try PythonJSON.readings(of: texts) else { return }
        for (index, file) in files.enumerated() {
            #expect(readings[index] == expected[index], "\(file.lastPathComponent)")
        }
    }

    @Test func refusesWhatMustBeRefusedAndSaysWhere() throws {
        let files = try Self.files("test_parsing", prefix: "n_")
        guard !files.isEmpty else { return }
        #expect(files.count == 188)
        for file in files {
            let text = try Self.text(file)
            guard let error = failure(of: text) else {
                Issue.record("\(file.lastPathComponent) was accepted")
                continue
            }
            #expect((0...text.count).contains(error.offset), "\(file.lastPathComponent)")
            #expect(error.offset + error.length <= text.count, "\(file.lastPathComponent)")
            let diagnostic = error.diagnostic(in: SourceFile(name: "a.json", text: text))
            #expect(diagnostic.isError && diagnostic.hint != nil, "\(file.lastPathComponent)")
        }
    }

    @Test func decidesWhatIsLeftToIt() throws {
        let files = try Self.files("test_parsing", prefix: "i_")
        guard !files.isEmpty else { return }
        #expect(Set(files.map { $0.deletingPathExtension().lastPathComponent }) == Set(Self.decisions.keys))
        for file in files {
            let name = file.deletingPathExtension().lastPathComponent
            let kind = failure(of: try Self.text(file))?.kind
            #expect(kind == Self.decisions[name]?.refusal, "\(name)")
        }
    }

    /// Texts that parsers change without a word: here each is the exact value or an error.
    @Test func changesNothingSilently() throws {
        let files = try Self.files("test_transform")
        guard !files.isEmpty else { return }
        for file in files {
            let name = file.deletingPathExtension().lastPathComponent
            #expect(reading(of: try Self.text(file)) == Self.transforms[name], "\(name)")
        }
        #expect(files.count == Self.transforms.count)
    }

    private struct Decision {
        /// Nil: accepted.
        let refusal: DocumentError.Kind?
        let reason: String

        static func accepted(_ reason: String) -> Decision { Decision(refusal: nil, reason: reason) }
        static func refused(_ kind: DocumentError.Kind, _ reason: String) -> Decision {
            Decision(refusal: kind, reason: reason)
        }
    }

    private static let exact = Decision.accepted("numbers are exact decimals, so it has a value")
    private static let half = Decision.refused(
        .loneSurrogate, "no Unicode text holds half of a pair, so it could not be kept")
    private static let notUTF8 = Decision.refused(
        .invalidUTF8, "RFC 8259, 8.1: JSON is UTF-8; a replaced byte is a changed value")

    private static let decisions: [String: Decision] = [
        "i_number_double_huge_neg_exp": exact,
        "i_number_huge_exp": .refused(
            .exponentTooLarge, "past a thousand million the digits cannot be counted in 64 bits"),
        "i_number_neg_int_huge_exp": exact,
        "i_number_pos_double_huge_exp": exact,
        "i_number_real_neg_overflow": exact,
        "i_number_real_pos_overflow": exact,
        "i_number_real_underflow": exact,
        "i_number_too_big_neg_int": exact,
        "i_number_too_big_pos_int": exact,
        "i_number_very_big_negative_int": exact,
        "i_object_key_lone_2nd_surrogate": half,
        "i_string_1st_surrogate_but_2nd_missing": half,
        "i_string_1st_valid_surrogate_2nd_invalid": half,
        "i_string_UTF-16LE_with_BOM": notUTF8,
        "i_string_UTF-8_invalid_sequence": notUTF8,
        "i_string_UTF8_surrogate_U+D800": notUTF8,
        "i_string_incomplete_surrogate_and_escape_valid": half,
        "i_string_incomplete_surrogate_pair": half,
        "i_string_incomplete_surrogates_escape_valid": half,
        "i_string_invalid_lonely_surrogate": half,
        "i_string_invalid_surrogate": half,
        "i_string_invalid_utf-8": notUTF8,
        "i_string_inverted_surrogates_U+1D11E": half,
        "i_string_iso_latin_1": notUTF8,
        "i_string_lone_second_surrogate": half,
        "i_string_lone_utf8_continuation_byte": notUTF8,
        "i_string_not_in_unicode_range": notUTF8,
        "i_string_overlong_sequence_2_bytes": notUTF8,
        "i_string_overlong_sequence_6_bytes": notUTF8,
        "i_string_overlong_sequence_6_bytes_null": notUTF8,
        "i_string_truncated-utf-8": notUTF8,
        "i_string_utf16BE_no_BOM": notUTF8,
        "i_string_utf16LE_no_BOM": notUTF8,
        "i_structure_500_nested_arrays": .accepted("the limit is 512"),
        "i_structure_UTF-8_BOM_empty_object": .accepted("RFC 8259, 8.1: a parser may skip it, and editors write it"),
    ]

    /// Worked by hand from the files: keys and strings in hexadecimal, numbers as digits and exponent.
    private static let transforms: [String: String] = [
        "number_-9223372036854775808": "[n-9223372036854775808e0]",
        "number_-9223372036854775809": "[n-9223372036854775809e0]",
        "number_1.0": "[n1e0]",
        "number_1.000000000000000005": "[n1000000000000000005e-18]",
        "number_1000000000000000": "[n1e15]",
        "number_10000000000000000999": "[n10000000000000000999e0]",
        "number_1e-999": "[n1e-999]",
        "number_1e6": "[n1e6]",
        "number_9223372036854775807": "[n9223372036854775807e0]",
        "number_9223372036854775808": "[n9223372036854775808e0]",
        "object_key_nfc_nfd": "{c3a9:s4e4643,65cc81:s4e4644}",
        "object_key_nfd_nfc": "{65cc81:s4e4644,c3a9:s4e4643}",
        "object_same_key_different_values": "{61:n1e0,61:n2e0}",
        "object_same_key_same_value": "{61:n1e0,61:n1e0}",
        "object_same_key_unclear_values": "{61:n0,61:n0}",
        "string_1_escaped_invalid_codepoint": "error",
        "string_1_invalid_codepoint": "error",
        "string_2_escaped_invalid_codepoints": "error",
        "string_2_invalid_codepoints": "error",
        "string_3_escaped_invalid_codepoints": "error",
        "string_3_invalid_codepoints": "error",
        "string_with_escaped_NULL": "[s410042]",
    ]
}
