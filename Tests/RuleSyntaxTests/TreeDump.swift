import RuleSyntax
import SourceText

/// The structure of a tree as text, without the places its parts stand at: two trees that read the same are the same.
func treeDump(_ file: RuleFile) -> String { dump(file.declarations) }

private func dump(_ value: Any) -> String {
    let mirror = Mirror(reflecting: value)
    let children = mirror.children.filter { !($0.value is SourceSpan) }
    if children.isEmpty { return value is SourceSpan ? "" : String(reflecting: value) }
    let parts = children.map { child in
        let text = dump(child.value)
        return child.label.map { "\($0): \(text)" } ?? text
    }
    return "(" + parts.filter { !$0.isEmpty }.joined(separator: " ") + ")"
}
