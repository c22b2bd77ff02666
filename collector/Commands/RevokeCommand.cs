using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Config;
using EdgeNoc.Collector.Sites;
using EdgeNoc.Collector.Sites.Enrolment;
using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Commands;

/// <summary><c>edgenoc-collector site revoke</c>: decided here, carried out at the broker by the running collector, and waited for.</summary>
internal static class RevokeCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(200);

    public static int Run(string configPath, string site, Actor actor) => Verb.With(configPath, (config, db) => Decide(config, db, site, actor)) switch
    {
        // The transaction is over: from here on others see it.
        ExitCode.Fine => Await(configPath, site),
        var code => code,
    };

    private static int Decide(CollectorConfig config, Db db, string site, Actor actor)
    {
        if (config.BrokerAdmin is null) return Verb.Refuse("the config has no section \"broker_admin\": the collector can lock nobody out of the broker (collector/Sites/README.md)");
        if (SiteActions.Revoke(db, site, actor, DateTimeOffset.UtcNow) is not { } known) return Verb.NoSite(site);
        Console.WriteLine(known.Count == 0 ? $"{site} knew no device's password" : $"{site} knew these passwords: change them, on the devices and here");
        foreach (var password in known)
        {
            var user = password.User is { } name ? $" (user {Terminal.Plain(name)})" : "";
            var elsewhere = password.Elsewhere.Count == 0 ? "" : $"; the same opens {string.Join(", ", password.Elsewhere)}";
            Console.WriteLine($"  {password.Device}{user}{elsewhere}");
        }

        return ExitCode.Fine;
    }

    private static int Await(string configPath, string site)
    {
        if (CollectorConfigFile.Load(configPath).Config is not { } config) return ExitCode.Unusable;
        using var database = CollectorDatabase.Open(Path.Combine(config.StateDir, "collector.db"));
        for (var started = TimeProvider.System.GetTimestamp(); TimeProvider.System.GetElapsedTime(started) < Patience; Thread.Sleep(LookEvery))
        {
            if (database.Write(db => IdentityStore.IsDueAtBroker(db, site))) continue;
            Console.WriteLine($"✔ {site} is locked out: its broker user is gone, its session ended");
            return ExitCode.Fine;
        }

        Console.Error.WriteLine($"‼ {site} is revoked, but the broker was not told yet: it is as soon as the collector runs and reaches the broker; until then its machine can still send. See: edgenoc-collector check");
        return ExitCode.NotWell;
    }
}
