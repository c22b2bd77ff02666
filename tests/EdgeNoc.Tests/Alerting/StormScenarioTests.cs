using System.Globalization;
using EdgeNoc.Common.Events;
using EdgeNoc.Rig;

namespace EdgeNoc.Tests.Alerting;

[Trait("Category", "Slow")]
public sealed class StormScenarioTests
{
    private const int SiteCount = 100;

    [Fact]
    public async Task A_hundred_sites_without_power_are_few_messages_to_each_recipient_which_name_them_all()
    {
        string[] people = ["628100000001", "628100000002"];
        await using var office = await Office.StartAsync(new OfficePlan { Recipients = people });
        await Task.WhenAll(Names.Select(name => office.Sites[name].StatusAsync(AgentState.Online)));
        await Task.WhenAll(Names.Select(name => office.Sites[name].SendAsync(SiteEvents.MainsLost())));
        await WaitFor.TrueAsync(
            () => people.All(person => Names.All(name => office.Told(person).Any(text => text.Contains(name.ToUpperInvariant(), StringComparison.Ordinal)))),
            Office.Patience, "everybody to have read the name of each site");
        await office.UntilSentAsync();
        foreach (var person in people)
        {
            Assert.InRange(office.Told(person).Count, 1, 6);
            var sent = office.Gateway.Messages.Where(message => message.To == person).Select(message => message.At).ToList();

            // What leaves 6 s apart may be slow on its way once.
            Assert.All(sent.Zip(sent.Skip(1)), pair => Assert.True(pair.Second - pair.First > TimeSpan.FromSeconds(4), $"{pair.First:O} and {pair.Second:O}"));
        }
    }

    [Fact]
    public async Task A_hundred_sites_that_fall_silent_with_the_broker_are_one_message_that_the_office_is_cut_off()
    {
        await using var office = await Office.StartAsync(new OfficePlan { Provider = "http", OfflineHoldS = 3 });
        await Task.WhenAll(Names.Select(name => office.Sites[name].StatusAsync(AgentState.Online)));
        await WaitFor.TrueAsync(() => office.Count("SELECT COUNT(*) FROM sites WHERE state = 'online'") == SiteCount, Office.Patience, "all sites to be known");
        office.Broker.Kill();
        await WaitFor.TrueAsync(() => office.Told().Count > 0, Office.Patience, "somebody to be told");
        Assert.Equal("noc.isolated", office.Text("SELECT kind FROM incidents"));

        await office.Broker.StartAsync();
        await office.Sites.UntilConnectedAsync();
        await office.Collector.WaitForLineAsync("Connected to", Office.Patience);
        foreach (var name in Names) await office.Sites[name].StatusAsync(AgentState.Online);
        await office.ToldAsync(2, "🟢");
        await office.UntilAllIsSaidAsync();
        Assert.Equal(2, office.Told().Count);
        Assert.Equal(0, office.Count("SELECT COUNT(*) FROM alerts WHERE cleared_ms IS NULL AND site <> 'marker'"));
    }

    private static IEnumerable<string> Names { get; } = [.. Enumerable.Range(1, SiteCount).Select(number => string.Create(CultureInfo.InvariantCulture, $"kdr-{number:000}"))];
}
