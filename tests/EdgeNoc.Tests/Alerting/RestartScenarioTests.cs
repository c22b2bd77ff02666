using EdgeNoc.Common.Events;
using EdgeNoc.Rig;
using static EdgeNoc.Common.Events.EventState;

namespace EdgeNoc.Tests.Alerting;

[Trait("Category", "Slow")]
public sealed class RestartScenarioTests
{
    private const string OnCall = "628100000001";
    private const string Manager = "628100000002";

    [Fact]
    public async Task A_silence_a_maintenance_and_an_acknowledgement_hold_after_a_kill()
    {
        await using var office = await Office.StartAsync(new OfficePlan
        {
            Recipients = [OnCall, Manager],
            Alerting = new
            {
                contacts = new[] { Contact("budi", OnCall), Contact("manager", Manager) },
                routes = new object[]
                {
                    new { id = "marker", matchers = Site("marker"), steps = new[] { Step(0, "contact:budi", "contact:manager") } },
                    new { id = "all", matchers = Array.Empty<object>(), steps = new[] { Step(0, "contact:budi"), Step(10, "contact:manager") } },
                },
            },
        });
        foreach (var name in new[] { "kdr-01", "kdr-02", "kdr-03", "kdr-04" }) await office.Sites[name].StatusAsync(AgentState.Online);
        using var api = await OfficeApi.LogInAsync(office);
        await api.PostAsync("/api/v1/silences", new { matchers = Site("kdr-01"), minutes = 60, comment = "splicing at ODP 12" });
        await api.PostAsync("/api/v1/maintenance", new { matchers = Site("kdr-02"), minutes = 60, comment = "new rectifier" });
        await office.Sites["kdr-03"].SendAsync(SiteEvents.PonDown("0/3"));
        await office.ToldAsync(1, "KDR-03", OnCall);
        await api.PostAsync($"/api/v1/incidents/{office.Count("SELECT number FROM incidents WHERE site = 'kdr-03'")}/ack");

        await office.UntilSentAsync();
        await office.KillAndRestartAsync();
        await office.Sites["kdr-01"].SendAsync(SiteEvents.PonDown("0/1"));
        await office.Sites["kdr-02"].SendAsync(SiteEvents.PonDown("0/2"));
        await office.Sites["kdr-04"].SendAsync(SiteEvents.PonDown("0/4"));
        await office.ToldAsync(2, "KDR-04", OnCall);

        // Nobody has the fourth, so it goes on to the manager; by then the third would have been there long ago.
        await office.ToldAsync(1, "KDR-04", Manager);
        await office.UntilAllIsSaidAsync();
        Assert.Equal(2, office.Told(OnCall).Count);
        Assert.Single(office.Told(Manager));
        Assert.Equal(2, office.Count("SELECT COUNT(*) FROM alerts WHERE silenced_by IS NOT NULL AND cleared_ms IS NULL"));
        await office.Sites["kdr-03"].SendAsync(SiteEvents.PonDown("0/3", Cleared));
        await office.ToldAsync(3, "🟢", OnCall);
    }

    private static object[] Site(string name) => [new { name = "site", op = "=", value = name }];

    private static object Step(int after_s, params string[] to) => new { after_s, to };

    private static object Contact(string id, string number) =>
        new { id, name = id, language = "en", time_zone = "UTC", role = "operator", addresses = new[] { new { channel = "phone", address = number } } };
}
