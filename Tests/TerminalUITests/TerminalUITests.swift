import Testing

@testable import TerminalUI
@testable import TextLayout

/// A small generator of its own: this target knows no mathematics module.
struct Dice: RandomNumberGenerator {
  var state: UInt64
  init(_ seed: Int) { state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1 }
  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ (state >> 29)
  }
  mutating func below(_ bound: Int) -> Int { Int(next() >> 33) % max(1, bound) }
}

enum RandomText {
  static let alphabet: [Character] = Array("ab \"'#\\{}:$@-_.0123世é\u{301}\u{1B}\u{7}\u{200D}👩‍👩‍👧🇩🇪☺️\u{202E}\t\n")
  static func make(_ dice: inout Dice, upTo count: Int = 40) -> String {
    String((0..<dice.below(count)).map { _ in alphabet[dice.below(alphabet.count)] })
  }
}

@Suite struct SurfaceTests {
  @Test func textIsClippedAndReturnsItsColumns() {
    var surface = Surface(Size(columns: 5, rows: 2))
    #expect(surface.put("abcdefg", at: Point(column: 2, row: 0)) == 3)
    #expect(surface.put("xy", at: Point(column: -1, row: 1)) == 2)
    #expect(surface.put("z", at: Point(column: 0, row: 9)) == 0)
    #expect(surface.text == "  abc\ny")
  }

  @Test func wideGlyphsTakeTwoCellsAndAreNeverHalf() {
    var surface = Surface(Size(columns: 4, rows: 1))
    surface.put("世界世", at: Point(column: 0, row: 0))
    #expect(surface.text == "世界")
    surface.put("x", at: Point(column: 1, row: 0))
    #expect(surface.text == " x界")
    surface.put("y", at: Point(column: 2, row: 0))
    #expect(surface.text == " xy")
  }

  @Test func nothingThatCommandsATerminalBecomesACell() {
    var surface = Surface(Size(columns: 20, rows: 1))
    surface.put("a\u{1B}[31mb\u{202E}c\u{9B}d\u{200D}e", at: Point(column: 0, row: 0))
    #expect(surface.text == "a·[31mbc·de")
  }

  @Test(arguments: 0..<200)
  func anyTextKeepsTheSurfaceWhole(seed: Int) {
    var dice = Dice(seed)
    var surface = Surface(Size(columns: 1 + dice.below(12), rows: 1 + dice.below(4)))
    for _ in 0..<12 {
      let point = Point(column: dice.below(16) - 3, row: dice.below(6) - 1)
      surface.put(RandomText.make(&dice), at: point, Style(.text), limit: dice.below(14))
    }
    #expect(surface.cells.count == surface.size.columns * surface.size.rows)
    for row in 0..<surface.size.rows {
      for column in 0..<surface.size.columns {
        let cell = surface[column: column, row: row]
        let value = cell.glyph.unicodeScalars.first?.value ?? 0
        #expect(value >= 0x20 && !(0x7F..<0xA0).contains(value))
        if cell.isContinuation {
          #expect(column > 0 && CellText.width(of: surface[column: column - 1, row: row].glyph) == 2)
        } else if CellText.width(of: cell.glyph) == 2 {
          #expect(column + 1 < surface.size.columns && surface[column: column + 1, row: row].isContinuation)
        }
      }
    }
  }

  @Test func everyGlyphFoldsToOneASCIICell() {
    var surface = Surface(Size(columns: 60, rows: 1))
    surface.put("─━┄│┃┆●○◐▰▱▸▾·…✓✗⚑⏎↑↓←→↗↘±−“”⣀⣿é", at: Point(column: 0, row: 0))
    for cell in surface.foldedToASCII().cells { #expect(cell.glyph.isASCII) }
  }
}

@Suite struct CellTextTests {
  @Test func aTableIsDrawnTogetherBeforeItIsBroken() {
    let matrix = """
      On 1,000 parts:
                      predicted fault   predicted fine
        real fault          60                20
        real fine           40               880
      What is its recall?
      """
    #expect(CellText.tablesFitted(matrix, columns: 76) == matrix, "what fits stays as it is")
    let narrow = CellText.tablesFitted(matrix, columns: 34).split(separator: "\n").map(String.init)
    #expect(
      narrow == [
        "On 1,000 parts:", "            predicted  predicted", "                fault       fine",
        "real fault         60         20", "real fine          40        880", "What is its recall?",
      ])
    #expect(CellText.tablesFitted("  one row   alone that is far too wide", columns: 10).hasPrefix("  one"))
  }

  @Test func wrappingKeepsWordsAndBreaksLongOnes() {
    #expect(CellText.wrap("one two three", columns: 8) == ["one two", "three"])
    #expect(CellText.wrap("abcdefghij", columns: 4) == ["abcd", "efgh", "ij"])
    #expect(CellText.wrap("a\n\nb", columns: 9) == ["a", "", "b"])
    #expect(CellText.wrap("", columns: 5) == [""])
    // Without spaces: anywhere but before what closes and after what opens; Korean and Thai keep their words.
    #expect(CellText.wrap("理由 検証データ。次", columns: 12) == ["理由 検証", "データ。次"])
    #expect(CellText.wrap("値は「東京」です", columns: 7) == ["値は", "「東", "京」で", "す"])
    #expect(CellText.wrap("학습률이 너무", columns: 9) == ["학습률이", "너무"])
  }

  @Test func proseIsJoinedAndTablesStay() {
    #expect(CellText.reflowed("one\ntwo\n\nthree\n") == "one two\n\nthree")
    #expect(
      CellText.reflowed("By epoch:\n  5  10\n  1   2\nWhich\none?")
        == "By epoch:\n  5  10\n  1   2\nWhich one?")
    #expect(CellText.reflowed("") == "")
  }

  @Test(arguments: 0..<200)
  func reflowingKeepsEveryCharacter(seed: Int) {
    var dice = Dice(seed)
    let text = RandomText.make(&dice, upTo: 90)
    let ink = { (text: String) in text.unicodeScalars.filter { $0 != " " && $0 != "\n" } }
    #expect(ink(CellText.reflowed(text)).elementsEqual(ink(text)))
  }

  @Test(arguments: 0..<200)
  func wrappedLinesFit(seed: Int) {
    var dice = Dice(seed)
    let columns = 2 + dice.below(20)
    for line in CellText.wrap(RandomText.make(&dice, upTo: 90), columns: columns) {
      #expect(CellText.width(of: line) <= columns)
    }
  }

  @Test(arguments: 0..<100)
  func truncatedTextFits(seed: Int) {
    var dice = Dice(seed)
    let columns = dice.below(20)
    #expect(CellText.width(of: CellText.truncate(RandomText.make(&dice), columns: columns)) <= columns)
  }
}

@Suite struct TextFieldTests {
  @Test func keysWriteMoveAndRubOut() {
    var field = TextField()
    for key in [Key.character("a"), .character("c"), .left, .character("b"), .end, .backspace] {
      let isUsed = field.handle(key)
      #expect(isUsed)
    }
    #expect(field.text == "ab" && field.cursor == 2)
    for key in [Key.enter, .escape, .up] {
      let isUsed = field.handle(key)
      #expect(!isUsed)
    }
  }

  @Test func pastedTextIsOneLineAndHarmless() {
    var field = TextField()
    field.insert("a\nb\u{1B}[2Jc")
    #expect(field.text == "a b[2Jc")
  }

  @Test func aGlyphThatJoinsTheOneBeforeItDoesNotMoveTheCursor() {
    var field = TextField(text: "\u{915}x", cursor: 1)
    // Guards against: counting what was typed, where a letter and its vowel sign become one character.
    field.insert("\u{940}")
    #expect(field.text == "\u{915}\u{940}x" && field.text.count == 2 && field.cursor == 1)
    field.insert("-")
    #expect(field.text == "\u{915}\u{940}-x" && field.cursor == 2)
  }

  @Test(arguments: 0..<200)
  func anyKeysKeepTheCursorInside(seed: Int) {
    var dice = Dice(seed)
    var field = TextField()
    let keys: [Key] = [.left, .right, .home, .end, .backspace, .delete, .control("u"), .control("k")]
    for _ in 0..<40 {
      if dice.below(2) == 0 {
        field.insert(RandomText.make(&dice, upTo: 5))
      } else {
        _ = field.handle(keys[dice.below(8)])
      }
      #expect(field.cursor >= 0 && field.cursor <= field.text.count)
      let columns = 1 + dice.below(10)
      let view = field.view(columns: columns)
      #expect(view.cursor >= 0 && view.cursor <= columns)
    }
  }
}

@Suite struct SyntaxColouringTests {
  @Test func pythonIsReadByItsWords() {
    let tokens = SyntaxColouring.lines(of: "def f(x): return 'a' # note", language: "python")[0]
    func role(_ text: String) -> Role? { tokens.first { $0.text.contains(text) }?.role }
    #expect(role("def") == .codeKeyword && role("f") != nil)
    #expect(role("'a'") == .codeString && role("# note") == .codeComment)
  }

  @Test func stringsOfManyLinesGoOn() {
    let lines = SyntaxColouring.lines(of: "x = \"\"\"one\ndef two\n\"\"\" + y", language: "python")
    #expect(lines[1] == [.init(text: "def two", role: .codeString)])
    #expect(lines[2].last?.role == .code)
  }

  @Test func sqlIgnoresCase() {
    let tokens = SyntaxColouring.lines(of: "SELECT count(*) -- all", language: "sql")[0]
    #expect(tokens.first == .init(text: "SELECT", role: .codeKeyword))
    #expect(tokens.last?.role == .codeComment)
  }

  @Test(arguments: 0..<300)
  func noCharacterIsLostInAnyLanguage(seed: Int) {
    var dice = Dice(seed)
    let text = (0..<4).map { _ in RandomText.make(&dice).replacing("\n", with: "") }.joined(separator: "\n")
    for language in ["python", "sql", "shell", "yaml", "json", "dockerfile", "other"] {
      let joined = SyntaxColouring.lines(of: text, language: language).map { $0.map(\.text).joined() }
      #expect(joined.joined(separator: "\n") == text)
    }
  }
}

@Suite struct LineChartTests {
  @Test(arguments: 0..<200)
  func anyChartStaysInsideItsArea(seed: Int) {
    var dice = Dice(seed)
    let size = Size(columns: dice.below(60), rows: dice.below(24))
    let area = Rect(column: dice.below(10), row: dice.below(5), columns: dice.below(60), rows: dice.below(24))
    let samples = (0..<dice.below(8)).map {
      LineChart.Sample(
        time: Double($0 * dice.below(9)), value: Double(dice.below(900)), margin: Double(dice.below(200)),
        isHollow: dice.below(3) == 0)
    }.sorted { $0.time < $1.time }
    let chart = LineChart(
      samples: samples, levels: dice.below(3) == 0 ? [] : samples,
      endLabel: dice.below(2) == 0 ? "" : "615 today",
      target: 500, targetLabel: "target",
      valueTicks: [.init(position: 400, label: "400"), .init(position: 500, label: "500")],
      timeTicks: samples.map { .init(position: $0.time, label: "t") }, range: 300...700)
    var surface = Surface(size)
    chart.draw(into: &surface, in: area)
    let outside = surface.size.rows
    for row in 0..<outside {
      for column in 0..<surface.size.columns where !area.contains(Point(column: column, row: row)) {
        #expect(surface[column: column, row: row].glyph == " ")
      }
    }
  }

  @Test func pointsStandAtTheirValues() {
    let chart = LineChart(
      samples: [.init(time: 0, value: 300, margin: 10), .init(time: 10, value: 700, margin: 10)], target: nil,
      targetLabel: "", valueTicks: [.init(position: 300, label: "300"), .init(position: 700, label: "700")],
      timeTicks: [], range: 300...700)
    var surface = Surface(Size(columns: 40, rows: 12))
    chart.draw(into: &surface, in: Rect(surface.size))
    let rows = surface.text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(rows[0].contains("●") && rows[0].contains("700"))
    #expect(rows[9].contains("●") && rows[9].contains("300"))
  }

  /// The rows of a chart of two attempts and a score that lasts beyond them.
  private static func rows(_ change: (inout LineChart) -> Void = { _ in }) -> [[Character]] {
    var chart = LineChart(
      samples: [.init(time: 0, value: 400, margin: 100), .init(time: 50, value: 600, margin: 100)],
      levels: [
        .init(time: 0, value: 400, margin: 100), .init(time: 50, value: 600, margin: 80),
        .init(time: 100, value: 600, margin: 120),
      ], endLabel: "600 today", target: nil, targetLabel: "",
      valueTicks: [.init(position: 300, label: "300"), .init(position: 800, label: "800")], timeTicks: [],
      range: 300...800)
    change(&chart)
    // Eleven rows from 800 down to 300, so a row is 50.
    var surface = Surface(Size(columns: 60, rows: 13))
    chart.draw(into: &surface, in: Rect(surface.size))
    return surface.text.split(separator: "\n", omittingEmptySubsequences: false).map(Array.init)
  }

  @Test func theLineIsLevelBetweenMeasurementsAndAfterTheLast() {
    let rows = Self.rows()
    let before = String(rows[8])
    let after = String(rows[4])
    // Level at 400 up to the second attempt, level at 600 from there to today's score.
    #expect(before.firstMatch(of: /●━{15,}/) != nil && before.matches(of: /●/).count == 1)
    #expect(after.firstMatch(of: /^ +│ +●━{15,}┫ 600 today/) != nil)
    // Nothing of the line stands in other rows.
    for (index, row) in rows.dropLast(2).enumerated() where index != 4 && index != 8 {
      #expect(!row.contains("━"))
    }
  }

  @Test func timeIsToScaleAndMinutesApartIsOneColumn() throws {
    func points(_ times: [Double], leastSpan: Double) -> [[Int]] {
      let samples = times.enumerated().map {
        LineChart.Sample(time: $0.element, value: 350 + 100 * Double($0.offset), margin: 20)
      }
      let chart = LineChart(
        samples: samples, levels: samples, endLabel: "550 today", target: nil, targetLabel: "",
        valueTicks: [.init(position: 300, label: "300")], timeTicks: [], range: 300...600,
        leastSpan: leastSpan)
      var surface = Surface(Size(columns: 70, rows: 20))
      chart.draw(into: &surface, in: Rect(surface.size))
      let rows = surface.text.split(separator: "\n", omittingEmptySubsequences: false).map(Array.init)
      return rows.reversed().map { row in row.indices.filter { row[$0] == "●" } }.filter { !$0.isEmpty }
    }
    // Five minutes apart, in days: one column, even if nothing else was measured.
    let near = points([0, 0.0035, 0.007], leastSpan: 7)
    #expect(near.count == 3 && Set(near.flatMap(\.self)).count == 1, "\(near)")
    // Two on the first day and one two months later.
    let far = points([0, 0.0035, 60], leastSpan: 7)
    #expect(far.count == 3 && far[0] == far[1] && far[2][0] > far[0][0] + 30, "\(far)")
    // Half of the time is half of the way.
    let even = points([0, 30, 60], leastSpan: 7).flatMap(\.self)
    #expect(even.count == 3 && abs((even[1] - even[0]) - (even[2] - even[1])) <= 1, "\(even)")
  }

  @Test func theLineEndsWithTheData() throws {
    let rows = Self.rows()
    let end = try #require(rows[4].lastIndex(of: "┫"))
    for row in rows.dropLast(2) where row.count > end {
      #expect(!row[(end + 1)...].contains { "━┏┓┗┛●".contains($0) }, "\(String(row))")
    }
  }

  /// A point of today covers the end of the line, whose number may be another than its own.
  @Test func theNumberOfTodayBelongsToTheLineAndNotToThePoint() {
    let rows = Self.rows { $0.levels = [$0.levels[0], .init(time: 50, value: 620, margin: 80)] }
    #expect(String(rows[4]).contains("●━ 600 today"), "\(String(rows[4]))")
  }

  @Test func everyMeasurementHasItsMarginAndAnExcludedOneIsHollow() throws {
    let rows = Self.rows { $0.samples[0].isHollow = true }
    let ring = try #require(rows[8].firstIndex(of: "○"))
    #expect(rows[6][ring] == "┬" && rows[10][ring] == "┴" && rows[7][ring] == "│")
    let point = try #require(rows[4].firstIndex(of: "●"))
    #expect(rows[2][point] == "┬" && rows[6][point] == "┴")
    // A single measurement has one too.
    let one = Self.rows { chart in
      chart.samples.removeLast()
      chart.levels = [chart.samples[0]]
    }
    let only = try #require(one[8].firstIndex(of: "●"))
    #expect(one[6][only] == "┬" && one[10][only] == "┴" && String(one[8]).contains(" 600 today"))
  }

  @Test func theLineRisesAtTheLastMeasurementWhenThatIsToday() {
    let rows = Self.rows { $0.levels = [$0.levels[0], .init(time: 50, value: 600, margin: 80)] }
    // One level and the words at the end; no slope between the two.
    #expect(String(rows[8]).firstMatch(of: /●━{15,}/) != nil)
    #expect(rows[5...7].allSatisfy { !$0.contains("─") })
  }
}

@Suite struct ThemeTests {
  /// The colours of the 256-colour palette above 15 (xterm).
  static func rgb(_ index: Int) -> [Double] {
    if index >= 232 { return Array(repeating: Double(8 + (index - 232) * 10), count: 3) }
    let steps = [0.0, 95, 135, 175, 215, 255]
    let n = index - 16
    return [steps[n / 36], steps[n / 6 % 6], steps[n % 6]]
  }

  /// Relative luminance and contrast (WCAG 2.2).
  static func contrast(_ one: [Double], _ other: [Double]) -> Double {
    func luminance(_ rgb: [Double]) -> Double {
      let parts = rgb.map { value -> Double in
        let share = value / 255
        return share <= 0.04045 ? share / 12.92 : Self.power((share + 0.055) / 1.055)
      }
      return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
    }
    let (a, b) = (luminance(one) + 0.05, luminance(other) + 0.05)
    return max(a, b) / min(a, b)
  }

  /// x^2.4 as x^2 times the fifth root of x^2, by Newton's steps.
  static func power(_ x: Double) -> Double {
    let square = x * x
    var root = 1.0
    for _ in 0..<60 { root -= (root * root * root * root * root - square) / (5 * root * root * root * root) }
    return square * root
  }

  @Test(arguments: [(Theme.dark, [24.0, 24, 28]), (Theme.light, [250.0, 250, 250])])
  func textStandsOutFromItsBackground(theme: Theme, background: [Double]) {
    for role in Role.allCases {
      guard case .palette(let index, _) = theme.appearance(role).foreground else { continue }
      let decoration: Set<Role> = [.faint, .codeGutter, .interval, .progress]
      let least = decoration.contains(role) ? 3.0 : 4.5
      let found = Self.contrast(Self.rgb(index), background)
      #expect(found >= least, "\(theme.name) \(role): \(found)")
    }
  }

  /// The 16 colours of xterm, of the Linux console, and of GNOME's terminal (the Tango palette).
  private static let basic: [String: [Int]] = [
    "xterm": [
      0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5, 0x7f7f7f, 0xff0000,
      0x00ff00,
      0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff,
    ],
    "Linux console": [
      0x000000, 0xaa0000, 0x00aa00, 0xaa5500, 0x0000aa, 0xaa00aa, 0x00aaaa, 0xaaaaaa, 0x555555, 0xff5555,
      0x55ff55,
      0xffff55, 0x5555ff, 0xff55ff, 0x55ffff, 0xffffff,
    ],
    "GNOME": [
      0x2e3436, 0xcc0000, 0x4e9a06, 0xc4a000, 0x3465a4, 0x75507b, 0x06989a, 0xd3d7cf, 0x555753, 0xef2929,
      0x8ae234,
      0xfce94f, 0x729fcf, 0xad7fa8, 0x34e2e2, 0xeeeeec,
    ],
  ]

  /// The terminal, whether it draws bold text in the brighter shade, and its background.
  private static let terminals: [(theme: Theme, name: String, brightens: Bool, background: [Double])] = [
    (.dark, "xterm", true, [0, 0, 0]), (.dark, "Linux console", true, [0, 0, 0]),
    (.light, "xterm", true, [255, 255, 255]), (.light, "GNOME", false, [255, 255, 255]),
  ]

  @Test func textStandsOutOnATerminalWithEightOrSixteenColours() throws {
    for (theme, name, brightens, background) in Self.terminals {
      let colours = try #require(Self.basic[name])
      for role in Role.allCases {
        let appearance = theme.appearance(role)
        guard case .palette(_, let basic) = appearance.foreground, let number = basic.number else { continue }
        for own in [[], Style.Attributes.bold] {
          let isBold = basic.attributes(of: own.union(appearance.attributes)).contains(.bold)
          let value = colours[isBold && brightens ? number + 8 : number]
          let found = Self.contrast([16, 8, 0].map { Double(value >> $0 & 255) }, background)
          #expect(
            found >= 4.5, "\(theme.name) on \(name), \(role)\(own == .bold ? " in bold" : ""): \(found)")
        }
      }
    }
  }

  @Test func whatMustNotBeMixedUpDiffersInEightColoursToo() {
    for theme in [Theme.dark, .light] {
      func basic(_ role: Role) -> BasicColour? {
        if case .palette(_, let basic) = theme.appearance(role).foreground { basic } else { nil }
      }
      for (one, other) in [
        (Role.correct, Role.wrong), (.correct, .caution), (.wrong, .caution), (.interval, .target),
      ] {
        #expect(basic(one) != basic(other), "\(theme.name): \(one) and \(other)")
      }
      #expect(basic(.interval) != basic(.estimate), "\(theme.name)")
    }
  }

  @Test func monoUsesNoColour() {
    for role in Role.allCases { #expect(Theme.mono.appearance(role).foreground == .standard) }
  }

  @Test func themesHaveNames() {
    for name in ["dark", "light", "mono"] { #expect(Theme.named(name)?.name == name) }
    #expect(Theme.named("pink") == nil)
  }
}
