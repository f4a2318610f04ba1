// swift-tools-version: 6.1
import PackageDescription

let package = Package(
  name: "sextant-benchmarks",
  dependencies: [.package(name: "sextant", path: "..")],
  targets: [
    .executableTarget(
      name: "measurement-bench",
      dependencies: [
        .product(name: "Psychometrics", package: "sextant"),
        .product(name: "PsychometricsStudies", package: "sextant"),
      ],
      resources: [.copy("Data")])
  ],
  swiftLanguageModes: [.v6]
)
