using System.CommandLine;
using System.Globalization;
using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Api;
using EdgeNoc.Collector.Api.Access;
using EdgeNoc.Collector.Config;
using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Commands;

/// <summary><c>edgenoc-collector token add|list|revoke</c>: who may use the HTTP API. A collector may be running.</summary>
internal static class TokenCommand
{
    public static Command Create(Option<string> config)
    {
        var name = new Option<string>("--name") { Required = true, HelpName = "NAME", Description = "Who or what uses it, as incidents name him: Budi, grafana" };
        var role = new Option<string>("--role") { Required = true, HelpName = "ROLE", Description = "viewer: reads; operator: acknowledges and silences; admin: decides who is told, and makes tokens" };
        role.AcceptOnlyFromAmong([.. Roles.All]);
        var add = new Command("add", "Make one; it is shown this once") { config, name, role };
        add.SetAction(arguments => With(arguments.GetRequiredValue(config), db => Add(db, arguments.GetRequiredValue(name), Roles.Parse(arguments.GetRequiredValue(role))!.Value)));
        var list = new Command("list", "Show them, without what is secret") { config };
        list.SetAction(arguments => With(arguments.GetRequiredValue(config), List));
        var id = new Argument<string>("ID") { Description = "As the list has it" };
        var revoke = new Command("revoke", "Make one useless, at once") { id, config };
        revoke.SetAction(arguments => With(arguments.GetRequiredValue(config), db => Revoke(db, arguments.GetRequiredValue(id))));
        return new Command("token", "Who may use the HTTP API") { add, list, revoke };
    }

    private static Actor Actor => new("verb", Environment.UserName, "verb");

    private static int Add(Db db, string name, Role role)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            Console.Error.WriteLine("edgenoc-collector: the name is empty; write --name with who or what uses the token");
            return ExitCode.Unusable;
        }

        var now = DateTimeOffset.UtcNow;
        var (id, token) = TokenStore.Add(db, name, role, now);
        ChangeLog.Note(db, now, Actor, "token.add", id, null, $"{name} ({DbName.Of(role)})");
        Console.Error.WriteLine($"token {id} of {Terminal.Plain(name)} with the role {DbName.Of(role)}; keep it, it is not shown again:");
        Console.WriteLine(token);
        return ExitCode.Fine;
    }

    private static int List(Db db)
    {
        var tokens = TokenStore.All(db);
        foreach (var token in tokens)
        {
            var state = token.RevokedMs is { } revoked ? $"revoked {Time(revoked)}" : token.UsedMs is { } used ? $"used {Time(used)}" : "never used";
            Console.WriteLine($"{token.Id,-6} {token.Role,-9} {Terminal.Plain(token.Name)}  made {Time(token.CreatedMs)}, {state}");
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
