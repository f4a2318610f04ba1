import Foundation
import ItemBank
import TerminalUI
import Testing
import TextLayout

@testable import SextantCore
@testable import SextantScreens
@testable import SextantTestSupport

/// Items in scripts whose characters take two columns, none, or join: East Asian, combining, emoji, right to left.
@Suite struct WideTextTests {
  static let bank: Bank = {
    let framework = TestApp.bank.content.framework
    let items = framework.skills.flatMap { skill in (0..<6).map { item(skill, $0) } }
    return Bank(ParsedAssessment(content: TestApp.bank.content, items: items, contentKey: "wide"))
  }()

  private static func item(_ skill: Skill, _ number: Int) -> Item {
    let tasks: [ItemTask] = [
      .singleChoice(
        options: ["検証データの損失が増え続けている", "학습률이 너무 높다", "re\u{301}gularisation L2", "ไม่มีข้อมูลเพียงพอ"]
          .enumerated().map {
            Option(text: $0.element, isKey: $0.offset == 0, rationale: "理由 \($0.element)。")
          }, shuffled: true),
      .multipleChoice(
        options: ["特徴量の漏れ", "數據漂移", "Θ̂ = (XᵀX)⁻¹Xᵀy", "👩‍🔬 モデル 🇯🇵"].enumerated().map {
          Option(text: $0.element, isKey: $0.offset < 2, rationale: "なぜなら \($0.offset)。")
        }, shuffled: true),
      .numeric(NumericKey(value: 0.8, tolerance: 0.01, unit: "㎳")),
      .shortText(answers: ["True"], ignoresCase: true),
      .ordering(steps: ["データを読み込む", "분할한다", "nettoyer les donne\u{301}es", "評価する"]),
      .matching(
        pairs: [("漂移", "入力が変わる"), ("स्किउ", "सेवा अलग है"), ("نموذج", "التدريب")].map {
          MatchingPair(left: $0.0, right: $0.1)
        }, extras: ["どれでもない"]),
    ]
    let isSoft = skill.id.hasPrefix("soft.")
    return Item(
      id: "\(skill.id).sample-\(number)", skill: skill.id, level: number % 5 + 1, bloom: .apply,
      stem: "モデルの精度が本番環境で急に下がりました。最初に確認すべきことは何ですか？ケース \(number)：re\u{301}sume\u{301}, q\u{307}\u{323}.",
      code: number == 0 && !isSoft
        ? CodeBlock(language: "python", text: "名前 = '東京'\nprint(len(名前), 名前[::-1])  # 出力は何文字ですか") : nil,
      task: isSoft
        ? .situational(
          options: (0..<4).map {
            Option(text: "まず関係者に\($0)を説明する", effectiveness: $0 + 1, rationale: "理由 \($0)。")
          })
        : tasks[number], explanation: "本番のデータは学習時のデータと異なることがあります。",
      source: "一次資料", misconceptions: [Misconception(answer: "0.5", rationale: "半分です。")])
  }

  static let subjects = [
    FrameTests.Subject("question", "len(名前), 名前[::-1])"),
    FrameTests.Subject("question-typed", "▸ answer 0.75 ㎳"),
    FrameTests.Subject("feedback", "✓ your answer true"),
    FrameTests.Subject("answer", "You didn't know it."),
    FrameTests.Subject("misses", "▸? 6 モデルの精度"),
    FrameTests.Subject("bank-key", "~ the stem asks nothing"),
    FrameTests.Subject("exam", "Mock exam 17 of 40"),
  ]
  static let sizes = [Size(columns: 80, rows: 24), Size(columns: 40, rows: 12)]

  @Test(arguments: subjects)
  func theScreenLooksAsRecorded(subject: FrameTests.Subject) throws {
    let app = try TestApp(bank: Self.bank)
    if subject.screen == "feedback" {
      app.introduce()
      app.press(.character("t"), .down, .enter)
      app.answer(correctly: true)
    } else {
      FrameTests.bring(app, to: subject.screen)
    }
    for size in Self.sizes {
      try FrameTests.compare(app, "wide-" + subject.screen, size, says: subject.words(at: size))
    }
  }

  /// Every item of every type, at awkward widths: no glyph is cut in half, and nothing is lost at the edge.
  @Test func noGlyphIsHalf() throws {
    let app = try TestApp(bank: Self.bank)
    app.introduce()
    app.press(.character("t"), .enter)
    var kinds: Set<String> = []
    for _ in 0..<40 {
      guard let sitting = app.sitting else { break }
      kinds.insert("\(sitting.item.task.kind)")
      for columns in [80, 61, 41, 40, 23] {
        app.send(.resize(Size(columns: columns, rows: 24)))
        Self.checkWhole(app.frame.surface)
      }
      app.send(.resize(Size(columns: 80, rows: 24)))
      app.answer(correctly: false)
    }
    #expect(kinds.count >= 6, "\(kinds)")
  }

  private static func checkWhole(_ surface: Surface) {
    for row in 0..<surface.size.rows {
      for column in 0..<surface.size.columns {
        let cell = surface[column: column, row: row]
        if cell.isContinuation {
          #expect(column > 0 && CellText.width(of: surface[column: column - 1, row: row].glyph) == 2)
        } else if CellText.width(of: cell.glyph) == 2 {
          #expect(
            column + 1 < surface.size.columns && surface[column: column + 1, row: row].isContinuation)
        }
      }
    }
  }
}
