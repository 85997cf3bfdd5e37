import ArgumentParser
import Compliance
import ComplianceReports
import ResourceDocuments
import RulePacks
import SourceText

/// What a command that judges resources can print: text, JSON, or one of the forms for other programs.
enum ReportForm: Hashable {
    case text, json
    case report(ReportFormat)
    /// The HTML report, printed.
    case pdf
}

extension ReportForm: ExpressibleByArgument {
    init?(argument: String) {
        switch argument {
        case "text": self = .text
        case "json": self = .json
        case "pdf": self = .pdf
        default:
            guard let format = ReportFormat(rawValue: argument) else { return nil }
            self = .report(format)
        }
    }

    var defaultValueDescription: String {
        switch self {
        case .text: "text"
        case .json: "json"
        case .pdf: "pdf"
        case .report(let format): format.rawValue
        }
    }

    static var allValueStrings: [String] { ["text", "json"] + ReportFormat.allCases.map(\.rawValue) + ["pdf"] }
}

/// `--format`, `--output` and `--report`
struct ReportOptions: ParsableArguments, OutputChoice {
    @Option(help: "How to print: 'text' for people, 'json' for programs, or a report in another program's form.")
    var format: ReportForm = .text

    @Option(name: .customLong("output"), help: ArgumentHelp("Write it to this file instead.", valueName: "file"))
    var file: String?

    @Option(
        name: .customLong("report"),
        help: ArgumentHelp(
            "Write a report to a file besides, such as 'sarif=norma.sarif'; may be repeated.", valueName: "format=file"),
        transform: ReportFile.init(option:))
    var reports: [ReportFile] = []

    /// A report, and the file that it is written to.
    struct ReportFile {
        let form: ReportForm
        let path: String

        /// `FORMAT=FILE`. Throws what is wrong, with what would be right.
        init(option: String) throws {
            guard let end = option.firstIndex(of: "="), option.index(after: end) < option.endIndex else {
                throw ValidationError("'\(option)' names no file: write 'FORMAT=FILE', such as 'sarif=norma.sarif'")
            }
            let name = String(option[..<end])
            guard let form = ReportForm(argument: name) else {
                let formats = ReportForm.allValueStrings
                let cure =
                    Spelling.nearest(to: name, among: formats).map { "did you mean '\($0)'?" }
                    ?? "the formats are \(formats.joined(separator: ", "))"
                throw ValidationError("'\(name)' is no format of a report; \(cure)")
            }
            self.form = form
            path = String(option[option.index(after: end)...])
        }
    }

    func validate() throws {
        var seen: Set<String> = []
        for path in paths where !seen.insert(path).inserted {
            throw ValidationError("two reports would be written to \(path)")
        }
        if format == .pdf, file == nil {
            throw ValidationError("a PDF is for a file: --output norma.pdf, or --report pdf=norma.pdf")
        }
    }

    func verifyFiles(besides inputs: [String]) throws {
        if forms.contains(.pdf) { _ = try ReportPrinter.find() }
        let read = Set(inputs.compactMap(RealPaths.ask))
        for path in paths {
            try FileOutput.verify(path)
            if let real = RealPaths.ask(path), read.contains(real) { throw CommandFailure(.overwrittenInput(path)) }
        }
    }

    func verifyFiles(below folders: [ReadFolder]) throws {
        let disk = DiskFiles()
        for path in paths {
            guard let real = RealPaths.ask(path) else { continue }
            for folder in folders where folder.endings.contains(where: path.hasSuffix) && disk.isFolder(folder.path) {
                guard let around = RealPaths.ask(folder.path), PathText.isInside(real, around) else { continue }
                if disk.files(below: folder.path).files.contains(where: { RealPaths.ask($0) == real }) {
                    throw CommandFailure(.overwrittenInput(path))
                }
            }
        }
    }

    /// The files that are written.
    private var paths: [String] { [file].compactMap(\.self) + reports.map(\.path) }

    /// Diagnostics stand in the JSON; beside every other form they go to standard error.
    var diagnosticsFormat: OutputFormat { format == .json && file == nil ? .json : .text }

    /// Standard output is for people.
    var isText: Bool { format == .text && file == nil }

    private var forms: [ReportForm] { [format] + reports.map(\.form) }

    /// Every form that is asked for, beside text and JSON; a PDF is HTML.
    var otherFormats: [ReportFormat] {
        forms.compactMap { form in
            switch form {
            case .text, .json: nil
            case .report(let format): format
            case .pdf: .html
            }
        }
    }

    /// Whether a report shows how scans moved.
    var drawsTrend: Bool { otherFormats.contains(.html) }
}

/// `--status`, of commands that judge
struct ReportStatusOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "What a report holds that is neither text nor JSON: \(ReportedStatus.allCases.map(\.rawValue).joined(separator: ", ")); may be repeated. Default: everything, and in SARIF what fails, is unknown or is masked.",
            valueName: "status"))
    var status: [ReportedStatus] = []

    func validate(with options: ReportOptions) throws {
        if !status.isEmpty, options.otherFormats.isEmpty {
            throw ValidationError("--status wants a --format or a --report that is neither text nor json")
        }
    }

    /// nil: what the format says.
    var statuses: Set<ReportedStatus>? { status.isEmpty ? nil : Set(status) }
}

/// What there is to tell, in each of its forms.
struct Reportable {
    typealias Output = (String) -> Void

    let text: (DiagnosticRenderer.Options, @escaping Output) -> Void
    let json: (@escaping Output) -> Void
    /// One for each scan.
    let assessments: () throws -> [AssessmentResults]
}

extension ReportOptions {
    /// Writes every form that is asked for, first the files.
    ///
    /// - Parameter statuses: what a report holds that is neither text nor JSON; nil: what its format says.
    func write(_ reportable: Reportable, statuses: Set<ReportedStatus>? = nil, to console: Console) throws {
        let assessments = otherFormats.isEmpty ? [] : try reportable.assessments()
        // Packs, mappings and baselines are found on the way.
        for path in paths { try FilesRead.shared.verify(path) }
        var excess: Set<SARIFExcess> = []
        func write(_ form: ReportForm, _ options: DiagnosticRenderer.Options, to output: @escaping (String) -> Void) {
            switch form {
            case .text: reportable.text(options, output)
            case .json: reportable.json(output)
            case .report(let format):
                excess.formUnion(format.write(assessments.map { $0.selecting(statuses, for: format) }, to: output))
            case .pdf:
                PrintedReport.write(assessments.map { $0.selecting(statuses, for: .html) }, to: output)
            }
        }
        func write(_ form: ReportForm, toFile path: String) throws {
            switch form {
            case .pdf:
                try ReportPrinter.find().print(to: path, asOf: assessments.first?.asOf ?? Instant(seconds: 0)) {
                    write(form, DiagnosticRenderer.Options(), to: $0)
                }
            case .text, .json, .report:
                try FileOutput.write(to: path) { write(form, DiagnosticRenderer.Options(), to: $0) }
            }
        }
        for report in reports { try write(report.form, toFile: report.path) }
        if let file {
            try write(format, toFile: file)
        } else {
            write(format, console.options, to: console.printRaw)
        }
        console.show(excess.map(Diagnostic.beyondGitHub).sorted { $0.message < $1.message })
    }
}

extension ReportedStatus: ExpressibleByArgument {}
