import ItemBank
import Psychometrics
import QuizEngine

/// How scores and beliefs are written into the stored parts of the score.
extension ByteWriter {
  mutating func put(_ value: ScoreLine.Value) {
    put(value.mean)
    put(value.sd)
    put(value.margin)
  }

  mutating func put(_ start: CountedResponses.Start?) {
    put(start == nil ? 0 : 1)
    guard let start else { return }
    put(start.day)
    put(start.belief.overall) { $0.put($1) }
    for residuals in [start.belief.domains, start.belief.skills] {
      put(residuals) { writer, residual in
        writer.put(residual.offset)
        writer.put(residual.slope)
        writer.put(residual.variance)
      }
    }
  }
}

extension ByteReader {
  mutating func value() throws(IndexDamage) -> ScoreLine.Value {
    ScoreLine.Value(mean: try double(), sd: try double(), margin: try double())
  }

  mutating func start() throws(IndexDamage) -> CountedResponses.Start? {
    guard try int() != 0 else { return nil }
    func residuals(_ reader: inout ByteReader) throws(IndexDamage) -> [AbilityBelief.Residual] {
      try reader.list { reader throws(IndexDamage) in
        AbilityBelief.Residual(
          offset: try reader.double(), slope: try reader.double(), variance: try reader.double())
      }
    }
    return CountedResponses.Start(
      day: try int(),
      belief: AbilityBelief(
        overall: try list { reader throws(IndexDamage) in try reader.double() },
        domains: try residuals(&self), skills: try residuals(&self)))
  }
}

extension AbilityBelief {
  /// True if it is about abilities like those of a bank.
  func fits(_ pool: ItemPool) -> Bool {
    overall.count == pool.grid.count && domains.count == pool.structure.domainCount
      && skills.count == pool.structure.skillCount
  }
}
