#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The environment variables, one by one; Foundation would first read all of them.
enum Variables {
  /// A variable's value; nil if it isn't set.
  static func value(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

  /// The values of those variables that are set.
  static func named(_ names: [String]) -> [String: String] {
    names.reduce(into: [:]) { found, name in found[name] = value(name) }
  }
}
