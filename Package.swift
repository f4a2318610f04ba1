// swift-tools-version: 6.1
import PackageDescription

// Plain dialogues, commands, reports and files wait for people or for the disk, so their code is made small, not fast.
let small: [SwiftSetting] = [.unsafeFlags(["-Osize"], .when(configuration: .release))]

// What computes much is optimised for tests too: without that, they take several times as long.
let fast: [SwiftSetting] = [.unsafeFlags(["-O"], .when(configuration: .debug))]
let smallAndFast = small + fast

let package = Package(
  name: "sextant",
  products: [
    .executable(name: "sextant", targets: ["sextant"]),
    .library(name: "Psychometrics", targets: ["Psychometrics"]),
    .library(name: "PsychometricsStudies", targets: ["PsychometricsStudies"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    // Mathematics only.
    .target(name: "Psychometrics", swiftSettings: fast),
    // Mathematics for `simulate`, benchmarks and tests only.
    .target(name: "PsychometricsStudies", dependencies: ["Psychometrics"], swiftSettings: fast),

    // Which text may be printed, how wide it is and how it wraps.
    .target(name: "TextLayout", swiftSettings: fast),

    // The content, and the engines that use it.
    .target(
      name: "ItemBank",
      dependencies: [
        "TextLayout", "Jail",
        .product(name: "Yams", package: "Yams"), .product(name: "SystemPackage", package: "swift-system"),
      ], swiftSettings: fast),
    .target(name: "QuizEngine", dependencies: ["ItemBank", "Psychometrics"], swiftSettings: fast),
    // Simulated people for `simulate` and tests only.
    .target(
      name: "QuizStudies", dependencies: ["QuizEngine", "ItemBank", "Psychometrics"], swiftSettings: fast),
    .target(
      name: "Roadmap", dependencies: ["QuizEngine", "ItemBank", "Psychometrics"],
      swiftSettings: smallAndFast),
    .target(
      name: "Journal", dependencies: [.product(name: "GRDB", package: "GRDB.swift")], swiftSettings: fast),
    .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
    .target(
      name: "Interchange",
      dependencies: ["ItemBank", "TextLayout", "CZlib", .product(name: "GRDB", package: "GRDB.swift")],
      swiftSettings: fast),
    .target(name: "Reporting", dependencies: ["Psychometrics", "TextLayout"], swiftSettings: smallAndFast),

    // The terminal.
    .systemLibrary(
      name: "CNcurses",
      providers: [.apt(["libncursesw5-dev"]), .brew(["ncurses"])]),
    .target(name: "CTerminalGuard"),
    .target(name: "CMemory"),
    // Leaves 34 MB of ICU's data out of the static program.
    .target(name: "CEmptyICU"),
    .target(name: "TerminalUI", dependencies: ["TextLayout"], swiftSettings: fast),
    .target(name: "NcursesTerminal", dependencies: ["TerminalUI", "CNcurses", "CTerminalGuard"]),

    // Programs that nobody has checked run in here: the jail, a program of its own in C, and what starts it.
    .executableTarget(name: "sextant-jail"),
    .target(name: "Jail"),

    // The program: its core and its two user interfaces.
    .target(
      name: "SextantCore",
      dependencies: [
        "Reporting", "QuizEngine", "Roadmap", "Journal", "ItemBank", "Psychometrics", "TextLayout",
      ], swiftSettings: fast),
    .target(
      name: "SextantScreens",
      dependencies: [
        "SextantCore", "TerminalUI", "TextLayout", "Reporting", "QuizEngine", "Roadmap", "Journal",
        "ItemBank",
        "Psychometrics",
      ], swiftSettings: fast),
    .target(
      name: "SextantPlain",
      dependencies: [
        "SextantCore", "TextLayout", "Reporting", "QuizEngine", "Roadmap", "Journal", "ItemBank",
        "Psychometrics",
      ],
      swiftSettings: smallAndFast),
    .executableTarget(
      name: "sextant",
      dependencies: [
        "SextantCore", "SextantPlain", "SextantScreens", "NcursesTerminal", "TerminalUI", "TextLayout",
        "Reporting", "QuizEngine", "ItemBank", "QuizStudies", "Psychometrics", "PsychometricsStudies",
        "Interchange", "CMemory", "CEmptyICU", "Jail",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "SystemPackage", package: "swift-system"),
      ],
      swiftSettings: small),

    // Results of other programs that ours must reproduce.
    .target(
      name: "ReferenceData", dependencies: ["Psychometrics"], path: "Tests/ReferenceData",
      resources: [.copy("Fixtures")]),
    .testTarget(name: "PsychometricsTests", dependencies: ["Psychometrics", "ReferenceData"]),
    .testTarget(
      name: "PsychometricsStudiesTests",
      dependencies: ["PsychometricsStudies", "Psychometrics", "ReferenceData"]),
    .testTarget(name: "TextLayoutTests", dependencies: ["TextLayout"]),
    .testTarget(
      name: "ItemBankTests", dependencies: ["ItemBank", "Jail", "sextant-jail"],
      resources: [.copy("Fixtures")]),
    .testTarget(name: "QuizEngineTests", dependencies: ["QuizEngine", "QuizStudies"]),
    .testTarget(name: "RoadmapTests", dependencies: ["Roadmap", "QuizEngine"]),
    // Ways to damage a journal, for tests of the recovery and for simulated lives.
    .target(name: "JournalDamage", path: "Tests/JournalDamage"),
    .testTarget(
      name: "JournalTests",
      dependencies: ["Journal", "JournalDamage", .product(name: "GRDB", package: "GRDB.swift")],
      exclude: ["Fixtures"]),
    .testTarget(
      name: "InterchangeTests", dependencies: ["Interchange", "ItemBank", "TextLayout", "Psychometrics"]),
    .testTarget(name: "ReportingTests", dependencies: ["Reporting"]),
    .testTarget(name: "TerminalUITests", dependencies: ["TerminalUI"]),
    .testTarget(name: "NcursesTerminalTests", dependencies: ["NcursesTerminal", "CTerminalGuard"]),
    // The whole program without a terminal, used by the tests of its targets.
    .testTarget(
      name: "SextantTestSupport",
      dependencies: ["SextantCore", "SextantPlain", "SextantScreens"], path: "Tests/Support"),
    .testTarget(name: "SextantCoreTests", dependencies: ["SextantCore", "SextantTestSupport"]),
    .testTarget(name: "SextantPlainTests", dependencies: ["SextantPlain", "SextantTestSupport"]),
    .testTarget(
      name: "SextantScreensTests", dependencies: ["SextantScreens", "SextantPlain", "SextantTestSupport"],
      exclude: ["Frames"]),
    .testTarget(
      name: "JailTests", dependencies: ["Jail", "sextant-jail"], exclude: ["Attacks", "storm.py"]),
    .testTarget(name: "ArchitectureTests"),
    // Simulated lives from seeds: a library, its tests, and a program that runs thousands of them in release mode.
    .target(
      name: "Lives",
      dependencies: [
        "SextantCore", "QuizEngine", "Journal", "JournalDamage", "ItemBank", "Psychometrics",
        .product(name: "GRDB", package: "GRDB.swift"),
      ], path: "Tests/Lives"),
    .executableTarget(name: "lives", dependencies: ["Lives"], path: "Tests/LivesProgram"),
    .testTarget(name: "LifeTests", dependencies: ["Lives"]),
    .testTarget(name: "EndToEndTests"),
  ],
  swiftLanguageModes: [.v6]
)
