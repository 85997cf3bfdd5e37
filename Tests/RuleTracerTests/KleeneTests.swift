import ResourceDocuments
import Testing

/// Strong Kleene logic over three properties: `t` is true, `f` is false, `u` is missing.
@Suite struct KleeneTests {
    private static let atoms = ["t is true", "f is true", "u is true"]
    private static let properties = #"{"t": true, "f": false}"#

    @Test func and() throws {
        let table: [[Truth]] = [
            [.true, .false, .unknown(.absent)], [.false, .false, .false],
            [.unknown(.absent), .false, .unknown(.absent)],
        ]
        try expect(table) { "\($0) and \($1)" }
        try expect(table) { "all { \($0) \($1) }" }
        try expect(table) { "not (not (\($0)) or not (\($1)))" }
        try expect(table) { "none { not \($0) not \($1) }" }
    }

    @Test func or() throws {
        let table: [[Truth]] = [
            [.true, .true, .true], [.true, .false, .unknown(.absent)], [.true, .unknown(.absent), .unknown(.absent)],
        ]
        try expect(table) { "\($0) or \($1)" }
        try expect(table) { "any { \($0) \($1) }" }
    }

    @Test func not() throws {
        for (atom, expected) in zip(Self.atoms, [Truth.false, .true, .unknown(.absent)]) {
            #expect(try truth(of: "not \(atom)", Self.properties) == expected)
        }
    }

    @Test func causesUnite() throws {
        #expect(try truth(of: "u is true and t.x is true", Self.properties) == .unknown([.absent, .wrongType]))
    }

    private func expect(_ table: [[Truth]], _ condition: (String, String) -> String) throws {
        for (row, left) in Self.atoms.enumerated() {
            for (column, right) in Self.atoms.enumerated() {
                let text = condition(left, right)
                #expect(try truth(of: text, Self.properties) == table[row][column], "\(text)")
            }
        }
    }
}
