/// Text that would do something in at least one format.
enum HostileText {
    /// Formulas, tags, entities, comments, code fences, table cells, links, mentions, workflow commands, terminal escapes, a turn of the
    /// direction, characters that XML has no form for, ends of lines, and what ends a section in XML.
    static let word =
        "=cmd|' /C calc'!A0 \"quoted\", <script>alert(1)</script> &amp; ]]> <!-- --> ``` ` | a | b | [x](javascript:1) "
        + "@octocat #1 ::error file=x,line=1::owned %0A %25 \u{1B}[31mred\u{1B}[0m \u{7} \u{0} \u{202E}turned \u{FFFE} "
        + "first\r\n::warning::second\n# heading\n\t- item \\"
}
