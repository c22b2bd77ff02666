using System.CommandLine;
using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Backup;
using EdgeNoc.Collector.Config;
using EdgeNoc.Collector.Store;
using EdgeNoc.Collector.Updates;
using EdgeNoc.Common.Updates;

namespace EdgeNoc.Collector.Commands;

/// <summary><c>edgenoc-collector update add|start|halt|ring|status</c>. A collector may be running; it carries out what is decided here.</summary>
internal static class UpdateCommand
{
    private static readonly Actor Actor = new("verb", Environment.UserName, "verb");

    public static Command Create(Option<string> config)
    {
        var file = new Argument<string>("FILE") { Description = "A package of edgenoc-agent, as ./edgenoc publish agent makes it" };
        var min = new Option<string?>("--min-version") { HelpName = "VERSION", Description = "The oldest version that it can take over from" };
        var add = new Command("add", "Keep a package for the sites") { file, min, config };
        add.SetAction((arguments, ct) => AddAsync(arguments.GetRequiredValue(config), arguments.GetRequiredValue(file), arguments.GetValue(min), ct));
        var version = new Argument<string>("VERSION") { Description = "Of a package that was added" };
        var downgrade = new Option<bool>("--downgrade") { Description = "Sites that run a newer one go back to it" };
        var start = new Command("start", "Bring a version to the sites: bench, then one POP, then all; halted when the first one fails") { version, downgrade, config };
        start.SetAction(arguments => Verb.With(arguments.GetRequiredValue(config), (_, db) => Start(db, arguments.GetRequiredValue(version), arguments.GetValue(downgrade))));
        var halt = new Command("halt", "Stop bringing it to more sites") { config };
        halt.SetAction(arguments => Verb.With(arguments.GetRequiredValue(config), (_, db) => Halt(db)));
        var site = new Argument<string>("SITE");
        var name = new Argument<string>("RING") { Description = "bench: a machine in the office; first: the one POP that goes ahead; all: the others" };
        name.AcceptOnlyFromAmong([.. Rings.Names]);
        var ring = new Command("ring", "Say when a site gets new versions") { site, name, config };
        ring.SetAction(arguments => Verb.With(arguments.GetRequiredValue(config), (_, db) => SetRing(db, arguments.GetRequiredValue(site), arguments.GetRequiredValue(name))));
        var status = new Command("status", "Show what each site runs, is to run and could not run") { config };
        status.SetAction(arguments => Verb.With(arguments.GetRequiredValue(config), (_, db) => Status(db)));
        return new Command("update", "New versions of the agent") { add, start, halt, ring, status };
    }

    private static async Task<int> AddAsync(string configPath, string file, string? min, CancellationToken ct)
    {
        var load = CollectorConfigFile.Load(configPath);
        ConfigReport.Show(configPath, load);
        if (load.Config is not { } config) return ExitCode.Unusable;
        if (min is not null && !UpdatePackage.IsVersion(min)) return Verb.Refuse($"--min-version {Terminal.Plain(min)} is no version: write one such as 1.2.3");
        var (package, problem) = await PackageFile.ReadAsync(file, ct);
        if (package is null) return Verb.Refuse(Terminal.Plain(problem!));
        return Verb.With(config, db =>
        {
            if (UpdateStore.PackagesOf(db, package.Version).Find(one => one.Arch == package.Arch && one.Sha256 != package.Sha256) is not null)
                return Verb.Refuse($"there is another package {package.Version} for {package.Arch}: a version is one package, so publish this one as a newer version");
            Copy(config, file, package.Sha256);
            UpdateActions.Add(db, package with { MinVersion = min, AddedBy = Actor.Name, AddedMs = DbTime.Ms(DateTimeOffset.UtcNow) }, Actor, DateTimeOffset.UtcNow);
            Console.WriteLine($"✔ {package.Version} for {package.Arch} is kept; bring it to the sites with: edgenoc-collector update start {package.Version}");
            return ExitCode.Fine;
        });
    }

    private static void Copy(CollectorConfig config, string file, string sha256)
    {
        var (folder, target) = (PackageFolder.Of(config.StateDir), PackageFolder.FileOf(config.StateDir, sha256));
        Owner.MakeFolder(folder);
        Owner.Of(config.StateDir, folder);
        var part = target + ".part";
        using (var from = File.OpenRead(file))
        using (var to = Owner.MakeFile(part))
        {
            from.CopyTo(to);
            to.Flush(flushToDisk: true);
        }

        Owner.Of(config.StateDir, part);
        File.Move(part, target, overwrite: true);
    }

    private static int Start(Db db, string version, bool downgrade)
    {
        switch (UpdateActions.Start(db, version, downgrade, Actor, DateTimeOffset.UtcNow))
        {
            case ActionResult.Done:
                Console.WriteLine($"✔ {version} goes to the bench, then to one POP, then to all; see: edgenoc-collector update status");
                return ExitCode.Fine;
            case ActionResult.Refused { Reason: "running" }:
                Console.Error.WriteLine($"edgenoc-collector: {UpdateStore.RunningRollout(db)!.Version} is on its way; stop that first with: edgenoc-collector update halt");
                return ExitCode.NotWell;
            default:
                Console.Error.WriteLine($"edgenoc-collector: there is no package {Terminal.Plain(version)}; bring it with: edgenoc-collector update add FILE.deb");
                return ExitCode.NotWell;
        }
    }

    private static int Halt(Db db)
    {
        if (UpdateActions.Halt(db, $"halted by {Actor.Name}", Actor, DateTimeOffset.UtcNow) is not ActionResult.Done)
        {
            Console.Error.WriteLine("edgenoc-collector: no version is on its way; see: edgenoc-collector update status");
            return ExitCode.NotWell;
        }

        Console.WriteLine("✔ no more sites get it; those that install it already go on");
        return ExitCode.Fine;
    }

    private static int SetRing(Db db, string site, string ring)
    {
        if (UpdateActions.SetRing(db, site, ring, Actor, DateTimeOffset.UtcNow) is not ActionResult.Done) return Verb.NoSite(site);
        Console.WriteLine($"✔ {site}: {ring}");
        return ExitCode.Fine;
    }

    private static int Status(Db db)
    {
        foreach (var package in UpdateStore.Packages(db)) Console.WriteLine($"package {package.Version,-16} {package.Arch,-6} {package.Size >> 10,8} kB");
        foreach (var rollout in UpdateStore.Rollouts(db).Take(5)) Console.WriteLine($"rollout {rollout.Version,-16} {rollout.State,-8} ring {rollout.Ring}{(rollout.Reason is { } reason ? $": {Terminal.Plain(reason)}" : "")}");
        foreach (var site in UpdateStore.All(db))
        {
            var wanted = site.Wanted is { } version ? $"  wants {version} ({site.Stage}{(site.WaitsFor is { } what ? $", waits for {what}" : "")})" : "";
            var failed = site.FailedVersion is { } bad ? $"  last failed {bad} at {site.FailedStage}: {site.FailedReason}" : "";
            Console.WriteLine($"{site.Site,-20} {site.Ring,-6} {Terminal.Plain($"runs {site.Running ?? "an unknown version"}{wanted}{failed}")}");
        }

        return ExitCode.Fine;
    }
}
