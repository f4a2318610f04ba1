import Psychometrics

/// The five items of the Law School Admission Test, section 7, with the estimates of four models.
struct LSAT7: Decodable {
  struct Model: Decodable {
    let logLik: Double
    let latent_var: Double
    let items: [Item]
    let scores: [String: [Score]]
  }

  struct Item: Decodable {
    let a: Double
    let b: Double
    let c: Double
    let d: Double
  }

  struct Score: Decodable {
    let pattern: String
    let theta: Number
    let se: Number?
    let se_1_over_sqrt_info: Number?
  }

  struct Pattern: Decodable {
    let pattern: String
    let freq: Int
  }

  /// A number that the reference writes as a string where it is infinite or missing.
  struct Number: Decodable {
    let value: Double

    init(from decoder: any Decoder) throws {
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
  struct CatR: Decodable {
    struct Point: Decodable {
      let theta: Double
      let se: Double
    }

    let pattern: String
    let ML: Point
    let BM: Point
    let WL: Point
  }

  let patterns: [Pattern]
  let models: [String: Model]
  let catR_2PL: [CatR]

  static let modelNames = ["2PL", "1PL_common_a", "Rasch_free_variance", "3PL_g_fixed_0.2"]

  private struct File: Decodable {
    let data: LSAT7
  }

  static func load() throws -> LSAT7 { try Fixture.json("lsat7", as: File.self).data }
}

extension LSAT7.Model {
  var responseModels: [LogisticModel] {
    items.map { LogisticModel(discrimination: $0.a, difficulty: $0.b, guessing: $0.c, ceiling: $0.d) }
  }

  /// The prior masses that the reference scored with.
  func prior(on grid: Grid) -> [Double] {
    grid.masses(of: NormalDistribution(mean: 0, sd: latent_var.squareRoot()))
  }
}

/// The categories of a pattern such as "01101"; nil where the item was not answered.
func categories(of pattern: String) -> [Int?] {
  pattern.map { $0 == "-" ? nil : ($0 == "1" ? 1 : 0) }
}
