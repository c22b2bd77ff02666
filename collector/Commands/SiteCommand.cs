using System.CommandLine;
using System.Globalization;
using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Config;
using EdgeNoc.Collector.Inventory;
using EdgeNoc.Collector.Sites;
using EdgeNoc.Collector.Sites.Enrolment;
using EdgeNoc.Collector.Store;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Collector.Commands;

/// <summary><c>edgenoc-collector site add|list|claim|approve|revoke|run</c> and the verbs of <see cref="SiteConfigCommands"/>. A collector may be running; what concerns the broker it carries out.</summary>
internal static class SiteCommand
{
    private static readonly Actor Actor = new("verb", Environment.UserName, "verb");

    public static Command Create(Option<string> config)
    {
        var id = new Argument<string>("SITE") { Description = "Its id: 1 to 40 lower-case letters, digits and dashes" };
        var claimFile = new Option<string?>("--claim-file") { HelpName = "FILE", Description = $"Where to write {ClaimPaper.FileName} for the card's boot partition" };
        var list = new Command("list", "Show sites, their machines and what they wait for") { config };
        list.SetAction(arguments => Verb.With(arguments.GetRequiredValue(config), (_, db) => List(db)));
        var claim = new Command("claim", "Make a claim; the ones before it become void") { id, claimFile, config };
        claim.SetAction(arguments => Verb.With(arguments.GetRequiredValue(config), (settings, db) => Claim(settings, db, arguments.GetRequiredValue(id), arguments.GetValue(claimFile))));
        var approve = new Command("approve", "Let a card go on in another machine") { id, config };
        approve.SetAction(arguments => Verb.With(arguments.GetRequiredValue(config), (_, db) => Approve(db, arguments.GetRequiredValue(id))));
        var revoke = new Command("revoke", "Lock a site's machine out, at once; lists the passwords that it knew") { id, config };
        revoke.SetAction(arguments => RevokeCommand.Run(arguments.GetRequiredValue(config), arguments.GetRequiredValue(id), Actor));
        var site = new Command("site", "The POPs and the machines that they are") { Add(config, id, claimFile), list, claim, approve, revoke, SiteRunCommand.Create(config) };
        foreach (var verb in SiteConfigCommands.Create(config, id, Actor)) site.Add(verb);
        return site;
    }

    private static Command Add(Option<string> config, Argument<string> id, Option<string?> claimFile)
    {
        var title = new Option<string?>("--title") { HelpName = "NAME", Description = "What people call it" };
        var zone = new Option<string?>("--time-zone") { HelpName = "ZONE", Description = "Such as Asia/Jakarta" };
        var language = new Option<string?>("--language") { Description = "Of its messages: id, pt or en" };
        language.AcceptOnlyFromAmong("id", "pt", "en");
        var (latitude, longitude) = (new Option<double?>("--latitude") { HelpName = "DEGREES" }, new Option<double?>("--longitude") { HelpName = "DEGREES" });
        var devices = new Option<string?>("--config-file") { HelpName = "FILE", Description = "JSON with devices, thresholds …, as in an agent's config" };
        var add = new Command("add", "Make a site, or say more of one, and a claim for its machine") { id, title, zone, language, latitude, longitude, devices, claimFile, config };
        add.SetAction(arguments => Verb.With(arguments.GetRequiredValue(config), (settings, db) => AddOne(
            settings, db,
            new SiteRow
            {
                Id = arguments.GetRequiredValue(id), Title = arguments.GetValue(title), TimeZone = arguments.GetValue(zone), Language = arguments.GetValue(language),
                Latitude = arguments.GetValue(latitude), Longitude = arguments.GetValue(longitude),
            },
            arguments.GetValue(devices), arguments.GetValue(claimFile))));
        return add;
    }

    private static int AddOne(CollectorConfig config, Db db, SiteRow site, string? devices, string? claimFile)
    {
        if (Problem(site) is { } problem) return Verb.Refuse(problem);
        SiteRow.Describe(db, site, DateTimeOffset.UtcNow);
        if (devices is not null && SiteConfigCommands.Set(db, site.Id, devices, Actor) is var code and not ExitCode.Fine) throw new VerbFailedException(code);
        return Claim(config, db, site.Id, claimFile);
    }

    private static string? Problem(SiteRow site)
    {
        if (!Topics.IsSiteId(site.Id)) return $"{Terminal.Plain(site.Id)} is no site id: use 1 to 40 lower-case letters, digits and dashes, a letter or digit first";
        if (site.TimeZone is { } zone && !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _)) return $"--time-zone {Terminal.Plain(zone)} is no time zone: write a name such as Asia/Jakarta";
        if ((site.Latitude is null) != (site.Longitude is null)) return "--latitude and --longitude need each other";
        return Math.Abs(site.Latitude ?? 0) > 90 || Math.Abs(site.Longitude ?? 0) > 180 ? "--latitude goes from -90 to 90 and --longitude from -180 to 180 degrees" : null;
    }

    private static int Claim(CollectorConfig config, Db db, string site, string? claimFile)
    {
        if (config.Enrolment is not { } enrolment) return Verb.Refuse("the config has no section \"enrolment\": it says what a claim leads to (collector/Sites/README.md)");
        if (SiteRow.Find(db, site) is not { } row) return Verb.NoSite(site);
        var (secret, expires) = SiteActions.Claim(db, site, Actor, DateTimeOffset.UtcNow);
        var paper = ClaimPaper.Of(enrolment, site, row.Title, secret, expires);
        if (claimFile is not null) File.WriteAllText(claimFile, paper.File);
        Console.Error.WriteLine(paper.QrText());
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{site}: good once, until {expires.UtcDateTime:yyyy-MM-dd HH:mm} UTC; not shown again"));
        if (claimFile is not null) Console.Error.WriteLine($"{claimFile}: put it onto the card's boot partition as {ClaimPaper.FileName}");
        Console.Error.WriteLine("or type at the machine: sudo edgenoc-agent enroll CLAIM");
        Console.WriteLine(paper.Text);
        return ExitCode.Fine;
    }

    private static int Approve(Db db, string site)
    {
        switch (SiteActions.Approve(db, site, Actor, DateTimeOffset.UtcNow))
        {
            case ActionResult.Done:
                Console.WriteLine($"✔ {site} goes on in its new machine within half a minute; the old one is locked out then");
                return ExitCode.Fine;
            case ActionResult.Refused:
                Console.Error.WriteLine($"edgenoc-collector: {site} asks for nothing: its card is in the machine that is known");
                return ExitCode.NotWell;
            default:
                return Verb.NoSite(site);
        }
    }

    private static int List(Db db)
    {
        var identities = IdentityStore.All(db).ToDictionary(identity => identity.Site, StringComparer.Ordinal);
        foreach (var site in SiteStore.All(db))
        {
            var machine = identities.GetValueOrDefault(site.Name) switch
            {
                null => "not enrolled",
                { RevokedMs: not null } => "revoked",
                { MoveState: Identity.Pending } identity => $"asks to go on in machine {identity.MovedSerial} (was {identity.Serial}): site approve {site.Name}",
                var identity => $"machine {identity.Serial}",
            };
            Console.WriteLine($"{site.Name,-20} {DbName.Of(site.State),-8} {Terminal.Plain(machine)}");
        }

        return ExitCode.Fine;
    }
}
