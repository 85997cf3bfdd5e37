/// The styles and scripts of the page, as they stand in `Page/`.
enum PageStyle {
    /// Of the page and of its printed edition.
    static let text: String = {
        let colours = text(PackageResources.colours_css)
        let files = [PackageResources.layout_css, PackageResources.controls_css, PackageResources.findings_css]
        return colours + preferred(colours) + (files + [PackageResources.print_css]).map(text).joined()
    }()

    /// The dark colours once more, for whoever's system asks for them and who has not said otherwise here.
    private static func preferred(_ colours: String) -> String {
        let mark = #":root[data-theme="dark"]"#
        guard let start = colours.firstRange(of: mark) else { return "" }
        return "@media screen and (prefers-color-scheme: dark) {\n:root:not([data-theme=\"light\"])"
            + colours[start.upperBound...] + "}\n"
    }

    /// A colour for paper, `#a3211b`: not everything that draws SVG heeds a style.
    static func colour(_ name: String) -> String? {
        let colours = text(PackageResources.colours_css)
        guard let name = colours.firstRange(of: "--\(name): ") else { return nil }
        return String(colours[name.upperBound...].prefix { $0 != ";" })
    }

    static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}

/// One script: what a file declares, those behind it use.
enum PageScript {
    static let text: String = {
        let files = [
            PackageResources.elements_js, PackageResources.report_js, PackageResources.filters_js,
            PackageResources.evidence_js, PackageResources.findings_js, PackageResources.controls_js,
            PackageResources.page_js,
        ]
        return "\"use strict\";\n(() => {\n" + files.map(PageStyle.text).joined(separator: "\n") + "})();\n"
    }()
}
