using System.Net;
using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Users;
using EdgeNoc.Common.Events;
using EdgeNoc.Tests.Alerts;
using EdgeNoc.Tests.Api;

namespace EdgeNoc.Tests.Web;

/// <summary>Pages and API on a real database and the alert path beside them, with a clock that a test moves: an administrator, a technician of the one site, and a viewer.</summary>
internal sealed class DeskRig(ApiRig api) : IAsyncDisposable
{
    public const string Other = "mlg-01";

    public ApiRig Api => api;

    public Story Story => api.Story;

    public Collector.Api.ApiContext Context => api.Context;

    /// <param name="gateway">Where its channel sends; null: where nobody is.</param>
    public static async Task<DeskRig> StartAsync(Uri? gateway = null)
    {
        var rig = new DeskRig(await ApiRig.StartAsync(withConsole: true, gateway: gateway));
        foreach (var (id, role, scope) in new[] { ("ani", UserRole.Admin, SiteScope.All), ("tono", UserRole.Technician, SiteScope.Of([Story.Site])), ("mira", UserRole.Technician, SiteScope.Of([Other])), ("vera", UserRole.Viewer, SiteScope.All) })
            rig.User(id, role, scope);
        rig.Heartbeat();
        return rig;
    }

    /// <summary>Both agents are heard: who is silent for minutes is an incident of its own.</summary>
    public void Heartbeat()
    {
        Story.ReceiveStatus(AgentState.Online);
        Story.ReceiveStatus(AgentState.Online, site: Other);
    }

    /// <summary>Somebody who signs in with <see cref="ConsoleRig.Password"/>; his name is his id with a capital.</summary>
    public void User(string id, UserRole role, SiteScope scope) => Story.Do(db => UserActions.Put(
        db, new UserEntry(id, char.ToUpperInvariant(id[0]) + id[1..], role, scope, IsDisabled: false), new Passwords(rounds: 1).Hash(ConsoleRig.Password), new Actor("t0", "test", "verb"), Story.Clock.Now));

    public async Task<ConsoleBrowser> SignInAsync(string id)
    {
        var browser = new ConsoleBrowser(api.Address);
        using var answer = await browser.PostFormAsync("/sign-in", "/sign-in", ("id", id), ("password", ConsoleRig.Password), ("back", "/"));
        Assert.Equal("/", answer.Headers.Location?.OriginalString);
        return browser;
    }

    /// <summary>A cut PON of a site, told; its number.</summary>
    public async Task<long> IncidentAsync(string site = Story.Site, long seq = 1, string device = "olt-1", string name = "CLIENT-001")
    {
        Story.ReceiveFrom(site, seq, Story.Event("pon.down", EventState.Raised, device, "pon/0/3", Severity.Critical, labels: new(StringComparer.Ordinal) { ["pon"] = "0/3", ["cause"] = "fibre_cut", ["name"] = name }));
        Story.After(31);
        Heartbeat();
        await Story.PassAsync();
        return Story.Query<long>("SELECT MAX(number) FROM incidents").Single();
    }

    /// <summary>The PON of <see cref="IncidentAsync"/> is back, and its incident over.</summary>
    public async Task EndAsync(string site = Story.Site, long seq = 2, string device = "olt-1")
    {
        Story.ReceiveFrom(site, seq, Story.Event("pon.down", EventState.Cleared, device, "pon/0/3", Severity.Critical, labels: new(StringComparer.Ordinal) { ["pon"] = "0/3" }));
        for (var minute = 0; minute < 3; minute++)
        {
            Story.After(60);
            Heartbeat();
            await Story.PassAsync();
        }
    }

    public static async Task<HttpStatusCode> StatusAsync(ConsoleBrowser browser, string path)
    {
        using var answer = await browser.GetAsync(path);
        return answer.StatusCode;
    }

    public ValueTask DisposeAsync() => api.DisposeAsync();
}
