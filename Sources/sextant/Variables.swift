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
}
