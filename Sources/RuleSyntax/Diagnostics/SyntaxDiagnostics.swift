package import SourceText

/// Every kind of diagnostic that the lexer and the parser report, in the order of their codes.
package enum SyntaxDiagnostics {
    package static let allKinds: [DiagnosticKind] =
        (LexerDiagnostics.allKinds + StructureDiagnostics.allKinds + OperatorDiagnostics.allKinds
        + WordingDiagnostics.allKinds + QuantifierDiagnostics.allKinds + MessageDiagnostics.allKinds)
        .sorted { $0.code < $1.code }
}
