import Dispatch

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Receives the signals that ask the program to end.
final class SignalListener {
  private let sources: [any DispatchSourceSignal]

  /// Starts to listen.
  ///
  /// - Parameter hear: Receives each signal's number, on a separate thread.
  init(_ hear: @escaping @Sendable (Int32) -> Void) {
    let queue = DispatchQueue(label: "sextant.signals", qos: .userInitiated)
    sources = [SIGINT, SIGTERM, SIGHUP].map { number in
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler { hear(number) }
      source.resume()
      return source
    }
  }

  deinit { sources.forEach { $0.cancel() } }
}
