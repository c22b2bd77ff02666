using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using EdgeNoc.Common.Fleet;
using EdgeNoc.Common.Signing;
using EdgeNoc.Rig;
using EdgeNoc.Tests.Enrolment;

namespace EdgeNoc.Tests.Fleet;

/// <summary>One office for stories about configs that go wrong, each with a POP of its own.</summary>
public sealed class TroubledWorld : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    internal NocWorld Noc { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        if (AgentMachine.Missing is null) Noc = await NocWorld.StartAsync(withLine: true);
    }

    public async ValueTask DisposeAsync()
    {
        if (Noc is not null) await Noc.DisposeAsync();
    }

    /// <summary>A machine that is the site.</summary>
    internal async Task<AgentMachine> EnrolledAsync(string site)
    {
        var pi = new AgentMachine($"serial-{site}");
        var enrolled = await pi.EnrollAsync(await Noc.SiteAsync(site));
        Assert.True(enrolled.ExitCode == 0, enrolled.All);
        return pi;
    }

    /// <summary>The site's config with a change of it, as the office has it.</summary>
    internal string Config(Action<JsonObject> change)
    {
        var config = JsonSerializer.SerializeToNode(Noc.Devices)!.AsObject();
        change(config);
        return config.ToJsonString();
    }

    internal async Task EditAsync(string site, Action<JsonObject> change)
    {
        var file = Path.Combine(Noc.Folder, $"{site}-edited.json");
        await File.WriteAllTextAsync(file, Config(change));
        var edited = await Noc.VerbAsync(null, "site", "edit", site, "--file", file);
        Assert.True(edited.ExitCode == 0, edited.All);
    }

    /// <summary>What the agent says of its config, once it says what is waited for.</summary>
    internal async Task<HaveConfig> HaveAsync(string site, Func<HaveConfig, bool> isThere)
    {
        HaveConfig? have = null;
        try
        {
            await WaitFor.TrueAsync(() => (have = Have(site)) is { } read && isThere(read), Patience, $"what {site} has");
        }
        catch (TimeoutException)
        {
            Assert.Fail($"{site} says {have}; {string.Join(" | ", have?.LastFailed?.Problems ?? [])}");
        }

        return have!;
    }

    /// <summary>Signs what the office's own verbs would not: whoever has its key can.</summary>
    internal byte[] Sign(string site, long version, string config, string purpose = SignedPurposes.Config)
    {
        using var key = SigningKey.OfPem(File.ReadAllText(Path.Combine(Noc.State, "signing.key")));
        return Sign(key, site, version, config, purpose);
    }

    internal static byte[] Sign(SigningKey key, string site, long version, string config, string purpose = SignedPurposes.Config) =>
        key.Sign(new WantedConfig(purpose, site, version, config, "Budi", new DateTimeOffset(2026, 11, 20, 5, 0, 0, TimeSpan.Zero)).ToBytes()).ToBytes();

    /// <summary>Stops the agent: it has nothing left to send, and of all that it ever numbered nothing is missing.</summary>
    internal async Task NothingIsMissingAsync(string site, AgentMachine pi)
    {
        await pi.StopAsync();
        Assert.Contains(pi.Process.Output, line => line.EndsWith("stopped: 0 messages and 0 events wait on disk", StringComparison.Ordinal));
        await WaitFor.TrueAsync(() => Gaps(site).Count == 0, Patience, $"the collector to have all of {site}; it misses {string.Join(", ", Gaps(site))}");
    }

    private IReadOnlyList<string> Gaps(string site) => Noc.Rows($"SELECT class || ' ' || first_seq || '-' || last_seq || ' ' || state FROM gaps WHERE site = '{site}' AND class <> 'tables'");

    private HaveConfig? Have(string site) => Noc.Rows($"SELECT have_json FROM site_haves WHERE site = '{site}'").Select(json => HaveConfig.Read(Encoding.UTF8.GetBytes(json))).FirstOrDefault();
}
