import Testing
import TextLayout

@Suite struct DecimalTextTests {
  @Test func oneDecimalAndNoneWhereItIsZero() {
    #expect(
      [0, 2, 2.5, 2.04, 2.06, -0.3, -1.5, 1e20].map(DecimalText.short) == [
        "0", "2", "2.5", "2", "2.1", "-0.3", "-1.5", "1e+20",
      ])
  }

  @Test func aColumnKeepsItsDecimals() {
    #expect([0, 2, 2.46, -0.04, -0.06].map(DecimalText.tenths) == ["0.0", "2.0", "2.5", "0.0", "-0.1"])
    #expect(
      DecimalText.fixed(0.005, decimals: 2) == "0.01" && DecimalText.fixed(12.3456, decimals: 3) == "12.346")
    #expect(DecimalText.fixed(2.5, decimals: 0) == "3")
  }

  @Test func whatIsSmallHasTwo() {
    #expect([0.004, 0.644, 0.656, 1].map { DecimalText.percent($0) } == ["0 %", "64 %", "66 %", "100 %"])
    #expect(DecimalText.percent(0.12345, decimals: 1) == "12.3 %" && DecimalText.percent(.nan) == "– %")
    #expect([45, 60, 90, 125].map(DecimalText.time(minutes:)) == ["45 min", "1 h", "1.5 h", "2.1 h"])
    #expect(DecimalText.rounded(0.123456) == 0.1235 && DecimalText.rounded(-0.125, decimals: 2) == -0.13)
  }

  @Test func whatIsNoNumberIsADash() {
    #expect([Double.nan, .infinity, -.infinity].map(DecimalText.short) == ["–", "–", "–"])
  }
}
