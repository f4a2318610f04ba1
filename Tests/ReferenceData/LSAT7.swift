import Psychometrics

/// The five items of the Law School Admission Test, section 7, with the estimates of four models.
package struct LSAT7: Decodable {
  package struct Model: Decodable {
    package let logLik: Double
    package let latent_var: Double
    package let items: [Item]
    package let scores: [String: [Score]]
  }

  package struct Item: Decodable {
    package let a: Double
    package let b: Double
    package let c: Double
    package let d: Double
  }

  package struct Score: Decodable {
    package let pattern: String
    package let theta: Number
    package let se: Number?
    package let se_1_over_sqrt_info: Number?
  }

  package struct Pattern: Decodable {
    package let pattern: String
    package let freq: Int
  }

  /// A number that the reference writes as a string where it is infinite or missing.
  package struct Number: Decodable {
    package let value: Double

    package init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let number = try? container.decode(Double.self) {
        value = number
      } else {
        switch try container.decode(String.self) {
        case "Inf": value = .infinity
        case "-Inf": value = -.infinity
        default: value = .nan
        }
      }
    }
  }

  /// The point estimates of one pattern as catR gives them.
  package struct CatR: Decodable {
    package struct Point: Decodable {
      package let theta: Double
      package let se: Double
    }

    package let pattern: String
    package let ML: Point
    package let BM: Point
    package let WL: Point
  }

  package let patterns: [Pattern]
  package let models: [String: Model]
  package let catR_2PL: [CatR]

  package static let modelNames = ["2PL", "1PL_common_a", "Rasch_free_variance", "3PL_g_fixed_0.2"]

  private struct File: Decodable {
    package let data: LSAT7
  }

  package static func load() throws -> LSAT7 { try Fixture.json("lsat7", as: File.self).data }
}

extension LSAT7.Model {
  package var responseModels: [LogisticModel] {
    items.map { LogisticModel(discrimination: $0.a, difficulty: $0.b, guessing: $0.c, ceiling: $0.d) }
  }

  /// The prior masses that the reference scored with.
  package func prior(on grid: Grid) -> [Double] {
    grid.masses(of: NormalDistribution(mean: 0, sd: latent_var.squareRoot()))
  }
}

/// The categories of a pattern such as "01101"; nil where the item was not answered.
package func categories(of pattern: String) -> [Int?] {
  pattern.map { $0 == "-" ? nil : ($0 == "1" ? 1 : 0) }
}
