using System.Text;
using System.Text.Json;
using EdgeNoc.Common.Events;
using EdgeNoc.Rig;

namespace EdgeNoc.Tests.Alerting;

/// <summary>What a broken or hostile agent sends over the real broker: refused or made safe, counted, and its neighbours are told.</summary>
[Trait("Category", "Slow")]
public sealed class BadInputScenarioTests
{
    private const string Nasty = "<b>*x*</b>\r\n🟢 #1 all fine\u202E{{body}}`~_";

    [Fact]
    public async Task What_cannot_be_is_refused_and_counted_what_is_hostile_is_made_safe_and_the_rest_goes_on()
    {
        await using var office = await Office.StartAsync(new OfficePlan { Provider = "telegram", MinSeverity = "low" });
        var pop = office.Sites["kdr-03"];
        await pop.StatusAsync(AgentState.Online);
        var good = SiteEvents.Onu(7, EventState.Raised) with { At = pop.Now };

        // Refused whole or one by one, and acknowledged, for they would never become better.
        await pop.SendRawAsync(Json(good with { Id = Guid.CreateVersion7(), At = new DateTimeOffset(2071, 1, 1, 0, 0, 0, TimeSpan.Zero) }));
        await pop.SendRawAsync(Json(good with { Id = Guid.CreateVersion7(), Labels = new Dictionary<string, string> { ["name"] = new('x', 1 << 20) } }));
        await pop.SendRawAsync(Json(good with { Id = Guid.CreateVersion7(), Kind = "no kind at all" }));
        await pop.SendRawAsync(Json(good with { Id = Guid.CreateVersion7(), Device = "olt 1/../*" }));
        await pop.SendRawAsync("{\"kind\":"u8.ToArray());
        await pop.SendRawAsync(Encoding.UTF8.GetBytes("[null,17,{\"id\":\"x\"}]"));
        await office.Sites.PublishAsync("edgenoc/v1/KDR 03*/events", Json(good));
        await office.Collector.WaitForLineAsync("malformed topic", Office.Patience);
        Assert.Equal(
            ["bad_name 2", "future_time 1", "malformed 3", "message_too_large 1", "not_json 1"],
            office.Rows("SELECT reason || ' ' || COUNT(*) FROM refused_events GROUP BY reason ORDER BY reason"));
        Assert.Equal(0, office.Count("SELECT COUNT(*) FROM alerts"));

        // Taken, cut and cleaned: a kind that nobody listed, and a name that would be more than a name.
        await pop.SendRawAsync(Json(
            good with { Id = Guid.CreateVersion7(), Kind = "cabinet.flooded", Device = "cabinet-1", Entity = "device", Severity = Severity.High, Labels = new Dictionary<string, string>() },
            good with { Labels = new Dictionary<string, string> { ["pon"] = "0/3", ["name"] = Nasty, ["mac"] = Nasty } }));
        await WaitFor.TrueAsync(() => office.Told().Count >= 2, Office.Patience, "both to be told");
        var told = string.Join('\n', office.Told());
        Assert.Contains("cabinet-1: flooded", told, StringComparison.Ordinal);
        Assert.Single(office.Told(), text => text.Contains("0/3:7", StringComparison.Ordinal));
        Assert.DoesNotContain(told.Split('\n'), line => line.StartsWith("🟢", StringComparison.Ordinal));
        foreach (var sign in (string[])["<b>", "\u202E", "\r", "*x*", "`"]) Assert.DoesNotContain(sign, told, StringComparison.Ordinal);

        // And it goes on.
        await pop.SendAsync(SiteEvents.PonDown("0/4"));
        await WaitFor.TrueAsync(() => office.Headlines().Any(line => line.Contains("PON 0/4", StringComparison.Ordinal)), Office.Patience, "the cut to be told");
        Assert.False(office.Collector.HasExited);
    }

    private static byte[] Json(params EdgeEvent[] events) => JsonSerializer.SerializeToUtf8Bytes(events, WireJson.Default.EdgeEventArray);
}
