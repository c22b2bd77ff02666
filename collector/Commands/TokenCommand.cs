using System.CommandLine;
using System.Globalization;
using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Api;
using EdgeNoc.Collector.Api.Access;
using EdgeNoc.Collector.Config;
using EdgeNoc.Collector.Store;
using EdgeNoc.Collector.Users;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Collector.Commands;

/// <summary><c>edgenoc-collector token add|list|revoke</c>: who may use the HTTP API. A collector may be running.</summary>
internal static class TokenCommand
{
    public static Command Create(Option<string> config)
    {
        var name = new Option<string>("--name") { Required = true, HelpName = "NAME", Description = "Who or what uses it, as incidents name him: Budi, grafana" };
        var role = new Option<string>("--role") { Required = true, HelpName = "ROLE", Description = "viewer: reads; technician: acknowledges and silences at some sites; noc or operator: everywhere; admin: decides who is told, and makes tokens" };
        role.AcceptOnlyFromAmong([.. UserRoles.All, Roles.Operator]);
        var sites = new Option<string?>("--sites") { HelpName = "SITE,…", Description = "The sites that it sees, of a viewer or technician; without it all" };
        var add = new Command("add", "Make one; it is shown this once") { config, name, role, sites };
        add.SetAction(arguments => With(arguments.GetRequiredValue(config), db => Add(db, arguments.GetRequiredValue(name), arguments.GetRequiredValue(role), ScopeOf(arguments.GetValue(sites)))));
        var list = new Command("list", "Show them, without what is secret") { config };
        list.SetAction(arguments => With(arguments.GetRequiredValue(config), List));
        var id = new Argument<string>("ID") { Description = "As the list has it" };
        var revoke = new Command("revoke", "Make one useless, at once") { id, config };
        revoke.SetAction(arguments => With(arguments.GetRequiredValue(config), db => Revoke(db, arguments.GetRequiredValue(id))));
        return new Command("token", "Who may use the HTTP API") { add, list, revoke };
    }

    private static Actor Actor => new("verb", Environment.UserName, "verb");

    private static SiteScope ScopeOf(string? sites) => sites is null ? SiteScope.All : SiteScope.Of(sites.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));

    private static int Add(Db db, string name, string role, SiteScope scope)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            Console.Error.WriteLine("edgenoc-collector: the name is empty; write --name with who or what uses the token");
            return ExitCode.Unusable;
        }

        if (scope.Sites.FirstOrDefault(site => !Topics.IsSiteId(site)) is { } wrong)
        {
            Console.Error.WriteLine($"edgenoc-collector: {Terminal.Plain(wrong)} is no site's id; write --sites with ids such as kdr-03, separated by commas");
            return ExitCode.Unusable;
        }

        if (UserRoles.Unfit(UserRoles.Parse(role)!.Value, scope) is { } problem)
        {
            Console.Error.WriteLine($"edgenoc-collector: --sites does not go with --role {role}: {problem}");
            return ExitCode.Unusable;
        }

        var now = DateTimeOffset.UtcNow;
        var (id, token) = TokenStore.Add(db, name, role, scope, now);
        var sees = scope.IsAll ? "" : $" for {string.Join(", ", scope.Sites)}";
        ChangeLog.Note(db, now, Actor, "token.add", id, null, $"{name} ({role}{sees})");
        Console.Error.WriteLine($"token {id} of {Terminal.Plain(name)} with the role {role}{sees}; keep it, it is not shown again:");
        Console.WriteLine(token);
        return ExitCode.Fine;
    }

    private static int List(Db db)
    {
        var tokens = TokenStore.All(db);
        foreach (var token in tokens)
        {
            var state = token.RevokedMs is { } revoked ? $"revoked {Time(revoked)}" : token.UsedMs is { } used ? $"used {Time(used)}" : "never used";
            Console.WriteLine($"{token.Id,-6} {token.Role,-10} {Terminal.Plain(token.Name)}{(token.Person.Scope is { IsAll: false } scope ? $" ({string.Join(", ", scope.Sites)})" : "")}  made {Time(token.CreatedMs)}, {state}");
        }

        if (tokens.Count == 0) Console.WriteLine("no tokens; make one with: edgenoc-collector token add --name NAME --role ROLE");
        return ExitCode.Fine;
    }

    private static int Revoke(Db db, string id)
    {
        var now = DateTimeOffset.UtcNow;
        if (!TokenStore.Revoke(db, id, now))
        {
            Console.Error.WriteLine($"edgenoc-collector: there is no token {Terminal.Plain(id)} that is in use; see: edgenoc-collector token list");
            return ExitCode.NotWell;
        }

        ChangeLog.Note(db, now, Actor, "token.revoke", id, null, null);
        Console.WriteLine($"✔ token {Terminal.Plain(id)} is of no use any more");
        return ExitCode.Fine;
    }

    private static string Time(long ms) => DbTime.Time(ms).UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);

    private static int With(string path, Func<Db, int> act)
    {
        var load = CollectorConfigFile.Load(path);
        ConfigReport.Show(path, load);
        if (load.Config is not { } config) return ExitCode.Unusable;
        using var database = CollectorDatabase.Open(Path.Combine(config.StateDir, "collector.db"));
        return database.Write(act);
    }
}
