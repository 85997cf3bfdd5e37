import Testing

@testable import RuleSyntax

@Suite struct SymbolTests {
    @Test(arguments: Symbol.allCases) func whatIsReadAtItsFirstByteBeginsNoOther(symbol: Symbol) {
        guard let byte = symbol.rawValue.utf8.first, let alone = Symbol(alone: byte) else { return }
        #expect(alone == symbol)
        #expect(symbol.rawValue.utf8.count == 1)
    }

    @Test func bracketsAreReadAtTheirFirstByte() {
        let alone = Symbol.allCases.filter { $0.rawValue.utf8.first.flatMap { Symbol(alone: $0) } != nil }
        #expect(alone.map(\.rawValue).sorted() == ["(", ")", ",", ".", ":", "[", "]", "{", "}"])
    }
}
