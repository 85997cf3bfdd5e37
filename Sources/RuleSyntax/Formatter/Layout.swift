import SourceText

/// Text with places where it may be broken, laid out within a width.
///
/// A group stands on one line when it fits, else every break of it (not of groups inside it) is a line break: after
/// Wadler, "A prettier printer", 2003.
indirect enum Layout {
    case text(String)
    /// A comment at the end of a line; it does not count towards the width.
    case comment(String)
    /// A space, or a line break in a broken group.
    case line
    /// Nothing, or a line break in a broken group.
    case softLine
    /// Always a line break, and so in every group around it.
    case hardLine
    case emptyLine
    case sequence([Layout])
    case indented(Layout)
    case group(Layout, isBroken: Bool)

    static func group(_ parts: [Layout]) -> Layout {
        let content = Layout.sequence(parts)
        return .group(content, isBroken: content.holdsLineBreak)
    }

    static func indented(_ parts: [Layout]) -> Layout { .indented(.sequence(parts)) }

    private var holdsLineBreak: Bool {
        switch self {
        case .hardLine, .emptyLine, .comment: true
        case .text, .line, .softLine: false
        case .sequence(let parts): parts.contains(where: \.holdsLineBreak)
        case .indented(let content): content.holdsLineBreak
        case .group(_, let isBroken): isBroken
        }
    }

    /// The text within `width` columns where that can be; its lines hold no space at their end.
    func rendered(width: Int) -> String {
        var renderer = LayoutRenderer(width: width)
        renderer.render(self)
        return renderer.text
    }
}

/// Lays out by an explicit stack, so that no depth of the tree can exhaust the thread's. Linear but for looking ahead
/// at most one width from each group.
private struct LayoutRenderer {
    private struct Task {
        var layout: Layout
        var indentation: Int
        var isBroken: Bool
    }

    let width: Int
    private(set) var text = ""
    private var column = 0
    /// Spaces that are due before the next text of the line.
    private var pendingIndentation = 0
    private var tasks: [Task] = []

    init(width: Int) {
        self.width = width
    }

    mutating func render(_ layout: Layout) {
        tasks = [Task(layout: layout, indentation: 0, isBroken: true)]
        while let task = tasks.popLast() {
            switch task.layout {
            case .text(let string): write(string)
            case .comment(let string): write(string)
            case .line: if task.isBroken { breakLine(task.indentation) } else { write(" ") }
            case .softLine: if task.isBroken { breakLine(task.indentation) }
            case .hardLine: breakLine(task.indentation)
            case .emptyLine: text += "\n"
            case .sequence(let parts):
                for part in parts.reversed() {
                    tasks.append(Task(layout: part, indentation: task.indentation, isBroken: task.isBroken))
                }
            case .indented(let content):
                tasks.append(Task(layout: content, indentation: task.indentation + 2, isBroken: task.isBroken))
            case .group(let content, let isBroken):
                var task = Task(layout: content, indentation: task.indentation, isBroken: isBroken)
                if !isBroken { task.isBroken = !fits(task) }
                tasks.append(task)
            }
        }
    }

    private mutating func write(_ string: String) {
        if string.isEmpty { return }
        if column == 0, pendingIndentation > 0 {
            text += String(repeating: " ", count: pendingIndentation)
            column = pendingIndentation
            pendingIndentation = 0
        }
        text += string
        column += DisplayWidth.columns(of: string)
    }

    private mutating func breakLine(_ indentation: Int) {
        text += "\n"
        column = 0
        pendingIndentation = indentation
    }

    /// Whether `task`, on one line, and what follows it up to the next line break, end within the width.
    private func fits(_ task: Task) -> Bool {
        var remaining = width - max(column, pendingIndentation)
        var ahead = [task]
        var next = tasks.count
        while remaining >= 0 {
            guard let task = ahead.popLast() else {
                if next == 0 { return true }
                next -= 1
                ahead.append(tasks[next])
                continue
            }
            switch task.layout {
            case .text(let string): remaining -= DisplayWidth.columns(of: string)
            case .comment, .hardLine, .emptyLine: return true
            case .line:
                if task.isBroken { return true }
                remaining -= 1
            case .softLine: if task.isBroken { return true }
            case .sequence(let parts):
                for part in parts.reversed() {
                    ahead.append(Task(layout: part, indentation: 0, isBroken: task.isBroken))
                }
            case .indented(let content): ahead.append(Task(layout: content, indentation: 0, isBroken: task.isBroken))
            // A group that follows in broken text may still be broken, at its first break.
            case .group(let content, let isBroken):
                ahead.append(Task(layout: content, indentation: 0, isBroken: isBroken || task.isBroken))
            }
        }
        return false
    }
}
