import Testing

@testable import Psychometrics

@Suite("Seeded generator")
struct SeededGeneratorTests {
  @Test("the state 1, 2, 3, 4 gives the published sequence of xoshiro256**")
  func knownAnswer() {
    var random = SeededGenerator(state: (1, 2, 3, 4))
    let published: [UInt64] = [
      11520, 0, 1_509_978_240, 1_215_971_899_390_074_240, 1_216_172_134_540_287_360,
      607_988_272_756_665_600, 16_172_922_978_634_559_625, 8_476_171_486_693_032_832,
    ]
    for value in published { #expect(random.next() == value) }
  }

  @Test("SplitMix64 gives its published sequence")
  func splitMixAnswer() {
    var state: UInt64 = 1_234_567
    let published: [UInt64] = [
      6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
      4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
    ]
    for value in published { #expect(splitMix(&state) == value) }
  }

  @Test("the sequence of a seed is the same for ever")
  func stability() {
    var random = SeededGenerator(seed: 42)
    var stream = SeededGenerator(seed: 42, stream: 7)
    #expect([random.next(), random.next()] == [1_546_998_764_402_558_742, 6_990_951_692_964_543_102])
    #expect([stream.next(), stream.next()] == [13_896_142_993_418_694_304, 6_305_029_918_195_524_082])
  }

  @Test("streams of a seed differ from each other and from the seed's own sequence")
  func streams() {
    var seen = Set<UInt64>()
    for seed in 0..<50 as Range<UInt64> {
      var own = SeededGenerator(seed: seed)
      #expect(seen.insert(own.next()).inserted)
      for stream in 0..<50 as Range<UInt64> {
        var random = SeededGenerator(seed: seed, stream: stream)
        #expect(seen.insert(random.next()).inserted)
      }
    }
  }

  @Test("uniform and normal numbers have their moments")
  func moments() {
    var random = SeededGenerator(seed: 5)
    let count = 100_000
    let uniforms = (0..<count).map { _ in random.uniform() }
    let normals = (0..<count).map { _ in random.normal() }
    #expect(uniforms.allSatisfy { $0 >= 0 && $0 < 1 })
    #expect(abs(uniforms.reduce(0, +) / Double(count) - 0.5) < 0.004)
    #expect(abs(normals.reduce(0, +) / Double(count)) < 0.013)
    #expect(abs(normals.reduce(0) { $0 + $1 * $1 } / Double(count) - 1) < 0.02)
    let beyond = normals.filter { abs($0) > 1.959964 }.count
    #expect(abs(Double(beyond) / Double(count) - 0.05) < 0.003)
  }
}
