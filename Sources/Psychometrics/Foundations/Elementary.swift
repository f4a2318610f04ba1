#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

// The only file that imports the C library, so the rest of the module has no platform conditions.

func exp(_ x: Double) -> Double {
  #if canImport(Glibc)
    Glibc.exp(x)
  #elseif canImport(Musl)
    Musl.exp(x)
  #else
    Darwin.exp(x)
  #endif
}

func log(_ x: Double) -> Double {
  #if canImport(Glibc)
    Glibc.log(x)
  #elseif canImport(Musl)
    Musl.log(x)
  #else
    Darwin.log(x)
  #endif
}

func erfc(_ x: Double) -> Double {
  #if canImport(Glibc)
    Glibc.erfc(x)
  #elseif canImport(Musl)
    Musl.erfc(x)
  #else
    Darwin.erfc(x)
  #endif
}

func cos(_ x: Double) -> Double {
  #if canImport(Glibc)
    Glibc.cos(x)
  #elseif canImport(Musl)
    Musl.cos(x)
  #else
    Darwin.cos(x)
  #endif
}

func pow(_ base: Double, _ exponent: Double) -> Double {
  #if canImport(Glibc)
    Glibc.pow(base, exponent)
  #elseif canImport(Musl)
    Musl.pow(base, exponent)
  #else
    Darwin.pow(base, exponent)
  #endif
}

/// 1 / (1 + e^-x), without overflow at either end.
func logistic(_ x: Double) -> Double {
  if x >= 0 { return 1 / (1 + exp(-x)) }
  let odds = exp(x)
  return odds / (1 + odds)
}

/// The logarithm of a probability, with a floor so that no impossible answer can erase a posterior.
package func flooredLog(_ probability: Double) -> Double {
  log(max(probability, 1e-300))
}

package func squared(_ x: Double) -> Double { x * x }

/// The entropy of an event that has this probability, in nats.
package func binaryEntropy(_ probability: Double) -> Double {
  guard probability > 0, probability < 1 else { return 0 }
  return -probability * log(probability) - (1 - probability) * log(1 - probability)
}
