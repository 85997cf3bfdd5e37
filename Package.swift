// swift-tools-version: 6.2
import Foundation
import PackageDescription

/// One set of language rules for every Swift target: what a file uses, it imports, and nothing is built with a warning.
let swiftSettings: [SwiftSetting] = [
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

/// A library target of ours.
func library(_ name: String, _ dependencies: [Target.Dependency] = [], resources: [Resource] = []) -> Target {
    .target(name: name, dependencies: dependencies, resources: resources, swiftSettings: swiftSettings)
}

/// A test target beside the target it speaks of.
func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
    .testTarget(
        name: name, dependencies: dependencies + ["TestSupport"], exclude: exclude, swiftSettings: swiftSettings)
}

/// What the HTML report is drawn and moved by.
let pageFiles =
    ["colours", "layout", "controls", "findings", "print"].map { "HTML/Page/\($0).css" }
    + ["elements", "report", "filters", "evidence", "findings", "controls", "page"].map { "HTML/Page/\($0).js" }

/// What is released is linked by the toolchain's own linker. The C library's functions for accounts and hosts, which Foundation has and
/// Norma never calls, would look for shared libraries; other linkers warn of each.
let released: [LinkerSetting] = [
    .unsafeFlags(["-use-ld=lld"], .when(platforms: [.linux], configuration: .release))
]

/// SHA-256 and its keyed form.
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")

let package = Package(
    name: "norma",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "norma", targets: ["norma"]),
        .library(name: "Norma", targets: ["Compliance", "RuleTesting", "ComplianceReports"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    ],
    // In dependency order: a target uses only targets above it.
    targets: [
        // Outside our language: a header of 16-byte compares, and the system's PCRE2, zlib and Zstandard.
        .target(name: "CByteScan"),
        .systemLibrary(name: "CPCRE2", pkgConfig: "libpcre2-8", providers: [.apt(["libpcre2-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),

        // Text somebody wrote, and what we say about it.
        library("SourceText"),
        // Text of resources: JSON and YAML to a flat tape, and the values both evaluators compare.
        library("ResourceDocuments", ["SourceText", "CByteScan", "CPCRE2", .product(name: "Yams", package: "Yams")]),

        // The language: text to tree, tree to checked tree, checked tree to program or to trace.
        library("RuleSyntax", ["SourceText"]),
        library("RuleChecker", ["RuleSyntax", "ResourceDocuments"]),
        library("RuleMachine", ["ResourceDocuments"]),
        library("RuleCompiler", ["RuleChecker", "RuleMachine"]),
        library("RuleTracer", ["RuleChecker"]),

        // Files: resources to evaluate, packs of rules to evaluate them with.
        library("ResourceReaders", ["ResourceDocuments"]),
        library("RulePacks", ["RuleCompiler", "RuleTracer", "ResourceReaders"]),
        library("RuleTesting", ["RulePacks"]),
        // What can be told of rules themselves: what is wrong with them, where two versions differ, what no case notices.
        library("RuleAnalysis", ["RuleTesting"]),
        // Rules of other languages, as ours.
        library("RuleImporters", ["RuleChecker", "ResourceReaders"]),

        // The domain: controls, profiles, attachments, scans, scores; and how they are shown.
        library("Compliance", ["RulePacks", crypto]),
        // The page's styles and scripts stand inside the command: it works wherever it is copied to.
        library("ComplianceReports", ["Compliance", crypto], resources: pageFiles.map { .embedInCode($0) }),
        // What outlives a scan, in SQLite; no decisions.
        library(
            "ComplianceStore",
            [
                "Compliance", "CZlib", .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ]),

        .executableTarget(
            name: "norma",
            dependencies: [
                "RuleAnalysis", "ComplianceReports", "ComplianceStore", "RuleImporters", "CZlib", "CZstd",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                crypto,
            ],
            swiftSettings: swiftSettings,
            // Nothing is left to load and to relocate: a start takes half as long.
            linkerSettings: released + [
                .unsafeFlags(["-static-executable"], .when(platforms: [.linux], configuration: .release))
            ]),

        // Not shipped: the driver of `make bench`.
        .executableTarget(
            name: "norma-bench", dependencies: ["ComplianceReports", "ComplianceStore"], path: "Benchmarks/norma-bench",
            swiftSettings: swiftSettings, linkerSettings: released),

        .target(
            name: "TestSupport", dependencies: ["SourceText"], path: "Tests/TestSupport",
            swiftSettings: swiftSettings),
        tests("SourceTextTests", ["SourceText"]),
        tests("ResourceDocumentsTests", ["ResourceDocuments"]),
        tests("RuleSyntaxTests", ["RuleSyntax"]),
        tests("RuleCheckerTests", ["RuleChecker"]),
        tests("RuleMachineTests", ["RuleCompiler"]),
        tests("RuleTracerTests", ["RuleTracer"]),
        tests("ResourceReadersTests", ["ResourceReaders"], exclude: ["Fixtures"]),
        tests("DifferentialTests", ["RuleCompiler", "RuleTracer", "ResourceReaders"]),
        tests(
            "RuleImportersTests", ["RuleImporters", "RuleTesting", "ComplianceReports"],
            exclude: ["SCC/Samples", "Guard/Samples"]),
        tests("RuleAnalysisTests", ["RuleAnalysis"]),
        tests("LanguageTests", ["RuleTesting"], exclude: ["Cases", "README.md"]),
        tests("ComplianceTests", ["ComplianceReports"]),
        tests(
            "ComplianceStoreTests",
            ["ComplianceStore", "ComplianceReports", .product(name: "GRDB", package: "GRDB.swift")],
            exclude: ["Fixtures"]),
        // Every form that scans are told in, against its schema, and from history as from a fresh scan.
        tests(
            "ComplianceReportsTests", ["ComplianceReports", "ComplianceStore", crypto],
            exclude: ["requirements.txt", "validate.py", "written.py"]),
        // What is claimed of the language, over every rule of the library.
        tests("BundledRuleTests", ["RuleTesting"]),
        // Runs the built command as a person would.
        tests(
            "CommandTests", ["norma", "CZstd", .product(name: "GRDB", package: "GRDB.swift")],
            exclude: ["Goldens", "Explanations", "Pages"]),
    ]
)

// `make fuzz` alone builds these: libFuzzer brings their `main`, and asks for flags that no other target may have.
if ProcessInfo.processInfo.environment["NORMA_FUZZ"] != nil {
    let dependencies: [String: [Target.Dependency]] = [
        "json": ["ResourceDocuments"], "rules": ["RuleCompiler"],
        "pairs": ["RuleCompiler", "RuleTracer", "ResourceReaders"], "readers": ["ResourceReaders"],
    ]
    package.targets.append(
        .target(name: "FuzzSupport", path: "Benchmarks/fuzz/support", swiftSettings: swiftSettings))
    for (name, targets) in dependencies {
        package.targets.append(
            .executableTarget(
                name: "norma-fuzz-\(name)", dependencies: targets + ["FuzzSupport"], path: "Benchmarks/fuzz/\(name)",
                exclude: ["json": ["seed-object"], "rules": ["seed-tls"], "pairs": ["seed-every", "seed-let"]][name]
                    ?? [],
                swiftSettings: swiftSettings + [.unsafeFlags(["-parse-as-library", "-sanitize=fuzzer"])],
                linkerSettings: [.unsafeFlags(["-sanitize=fuzzer"])]))
    }
}
