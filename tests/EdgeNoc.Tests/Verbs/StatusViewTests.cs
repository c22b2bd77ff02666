using EdgeNoc.Agent.Cabinet;
using EdgeNoc.Agent.Commands;
using EdgeNoc.Agent.Host;

namespace EdgeNoc.Tests.Verbs;

/// <summary>What a person on site reads about the way to the office.</summary>
public sealed class StatusViewTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 5, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("backup", true, "the backlog and what can wait go when the main uplink is back", 812_300_000, 2_000_000_000L, "  backup (wwan0), metered: 812.3 of 2000 MB metered this month; the backlog and what can wait go when the main uplink is back")]
    [InlineData("main", true, null, 3_000_000, null, "  main (wwan0), metered: 3.0 MB metered this month")]
    [InlineData("main", false, null, 3_000_000, 2_000_000_000L, "  3.0 of 2000 MB metered this month")]
    public void A_metered_way_is_named_with_what_it_costs_and_what_waits(string way, bool metered, string? heldBack, long monthBytes, long? budgetBytes, string expected) =>
        Assert.Contains(expected, Lines(new UplinkReport(true, "mqtt://127.0.0.1:1883", Now, 1, null, null, null, null, 0)
        {
            Way = way, Interface = "wwan0", Metered = metered, HeldBack = heldBack, MonthBytes = monthBytes, BudgetBytes = budgetBytes,
        }));

    [Fact]
    public void A_free_way_is_not_worth_a_word() =>
        Assert.DoesNotContain(Lines(new UplinkReport(true, "mqtt://127.0.0.1:1883", Now, 1, null, null, null, null, 0) { Way = "main", Interface = "eth0" }), line => line.Contains("metered", StringComparison.Ordinal));

    [Fact]
    public void The_cabinets_page_is_named_with_a_code_that_a_phone_can_read_off_the_terminal()
    {
        var lines = StatusView.Of(Report(Free) with { Page = "http://192.168.88.2:8080/" }).Split('\n');
        var at = Array.IndexOf(lines, "page for the phone: http://192.168.88.2:8080/");
        var code = lines[(at + 1)..];
        Assert.InRange(at, 0, lines.Length - 15);
        Assert.Single(code.Select(line => line.Length).Distinct());
        Assert.All(code, line => Assert.All(line, c => Assert.Contains(c, " ▀▄█")));
        Assert.DoesNotContain(Lines(Free), line => line.Contains("phone", StringComparison.Ordinal));
    }

    private static UplinkReport Free => new(true, "mqtt://127.0.0.1:1883", Now, 1, null, null, null, null, 0);

    private static string[] Lines(UplinkReport uplink) => StatusView.Of(Report(uplink)).Split('\n');

    private static StatusReport Report(UplinkReport uplink) => new(
        "kdr-03", "Kediri 03", "1", Guid.Empty, 1, Now.AddHours(-1), Now, "synced", "", uplink, [], 0, [], [], null,
        new PanelState(LampPattern.Steady, LampPattern.Steady, LampPattern.Off, LampPattern.Off));
}
