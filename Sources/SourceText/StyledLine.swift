/// A line of output that grows to the right, in colour when asked.
package struct StyledLine {
    package enum Style: Hashable, Sendable {
        case plain, strong, gutter, help, secondary
        case error, warning, note

        package init(_ severity: Diagnostic.Severity) {
            switch severity {
            case .error: self = .error
            case .warning: self = .warning
            case .note: self = .note
            }
        }

        /// Parameters of the escape sequence "select graphic rendition" (ECMA-48, 8.3.117).
        fileprivate var rendition: String? {
            switch self {
            case .plain: nil
            case .strong: "1"
            case .gutter: "34"
            case .help: "36"
            case .secondary: "34"
            case .error: "1;31"
            case .warning: "1;33"
            case .note: "1;36"
            }
        }
    }

    private let colour: Bool
    package private(set) var text = ""
    /// Where the next text will stand, from 0.
    package private(set) var column = 0

    package init(colour: Bool) {
        self.colour = colour
    }

    package mutating func append(_ string: String, _ style: Style) {
        if string.isEmpty { return }
        column += DisplayWidth.columns(of: string)
        if colour, let rendition = style.rendition {
            text += "\u{1B}[\(rendition)m\(string)\u{1B}[0m"
        } else {
            text += string
        }
    }

    /// Spaces up to a column; none when it is passed already.
    package mutating func pad(to target: Int) {
        if target > column { append(String(repeating: " ", count: target - column), .plain) }
    }
}
