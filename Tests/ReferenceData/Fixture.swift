import Foundation

/// Reference values, as files beside the tests.
package enum Fixture {
  package struct Missing: Error {
    package let name: String
  }

  package static func json<Value: Decodable>(_ name: String, as type: Value.Type) throws -> Value {
    try JSONDecoder().decode(type, from: data("\(name).json"))
  }

  package static func text(_ name: String) throws -> String {
    String(decoding: try data(name), as: UTF8.self)
  }

  private static func data(_ name: String) throws -> Data {
    guard let folder = Bundle.module.url(forResource: "Fixtures", withExtension: nil) else {
      throw Missing(name: name)
    }
    return try Data(contentsOf: folder.appendingPathComponent(name))
  }
}

/// The natural logarithm, for tests that do not import Foundation.
package func logarithm(_ x: Double) -> Double { log(x) }
