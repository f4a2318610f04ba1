import Foundation
import ItemBank
import SextantCore

/// An answer as a statement of xAPI 1.0.3.
struct AnswerStatement {
  private let answer: ExportedAnswer
  private let person: String
  private let assessment: String

  init(_ answer: ExportedAnswer, person: String, assessment: String) {
    self.answer = answer
    self.person = person
    self.assessment = assessment
  }

  private struct Statement: Encodable {
    struct Actor: Encodable {
      struct Account: Encodable {
        var homePage = "https://sextant.invalid"
        var name: String
      }
      var objectType = "Agent"
      var account: Account
    }
    struct Verb: Encodable {
      var id = "http://adlnet.gov/expapi/verbs/answered"
      var display = ["en-US": "answered"]
    }
    struct Activity: Encodable {
      struct Definition: Encodable {
        var type: String
        var interactionType: String?
        var name: [String: String]
      }
      var objectType = "Activity"
      var id: String
      var definition: Definition
    }
    struct Outcome: Encodable {
      struct Score: Encodable { var scaled: Double }
      var score: Score
      var success: Bool
      var response: String
      var duration: String
    }
    struct Surroundings: Encodable {
      struct Activities: Encodable { var parent: [Activity] }
      var contextActivities: Activities
      var platform = "Sextant"
    }
    var id: String
    var actor: Actor
    var verb = Verb()
    var object: Activity
    var result: Outcome
    var context: Surroundings
    var timestamp: String
  }

  /// An identity in the form of a UUID of version 8 that the same answer gets each time.
  private var identity: String {
    func number(_ salt: UInt64) -> UInt64 {
      var hash = FNV1a()
      hash.mix(number: Int(salt))
      hash.mix(bytes: "\(assessment)/\(answer.attemptID)/\(answer.position)".utf8)
      return hash.value
    }
    let (high, low) = (number(1), number(2))
    var digits = Array(
      (String(high, radix: 16).leftPadded(16) + String(low, radix: 16).leftPadded(16)).utf8)
    digits[12] = UInt8(ascii: "8")
    digits[16] = Array("89ab".utf8)[Int(low >> 62)]
    let text = String(decoding: digits, as: UTF8.self)
    let cuts = [0, 8, 12, 16, 20, 32]
    return zip(cuts, cuts.dropFirst()).map { start, end in
      String(text.dropFirst(start).prefix(end - start))
    }.joined(separator: "-")
  }

  /// The statement as JSON on a line of its own.
  var line: String {
    get throws {
      let item = "urn:sextant:\(assessment):question:\(answer.item):\(answer.revision)"
      let statement = Statement(
        id: identity, actor: .init(account: .init(name: person)),
        object: .init(
          id: item + (answer.variant.map { ":" + $0 } ?? ""),
          definition: .init(
            type: "http://adlnet.gov/expapi/activities/cmi.interaction", interactionType: "other",
            name: ["en-US": answer.item])),
        result: .init(
          score: .init(scaled: answer.score), success: answer.score >= 1, response: answer.answer,
          duration: "PT\(answer.seconds)S"),
        context: .init(
          contextActivities: .init(parent: [
            .init(
              id: "urn:sextant:\(assessment):attempt:\(answer.attemptID)",
              definition: .init(
                type: "http://adlnet.gov/expapi/activities/assessment",
                name: ["en-US": "\(answer.mode) \(answer.attempt)"]))
          ])), timestamp: answer.at)
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      return String(decoding: try encoder.encode(statement), as: UTF8.self) + "\n"
    }
  }
}

extension String {
  fileprivate func leftPadded(_ width: Int) -> String {
    String(repeating: "0", count: max(0, width - count)) + self
  }
}
