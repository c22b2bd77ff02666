using System.Globalization;
using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.SiteCommands;

/// <summary>Commands in the audit: noted before they are sent, so that none is done that is not there, and completed by what came of them.</summary>
internal static class CommandAudit
{
    private const string Action = "site.command";
    private const int MaxText = 200;

    /// <summary>Notes who wants what; the row's number.</summary>
    public static long Begin(Db db, DateTimeOffset now, Actor actor, string site, string command, IReadOnlyDictionary<string, string> args)
    {
        var detail = new Dictionary<string, string>(StringComparer.Ordinal) { ["command"] = Bounded(command), ["by"] = Bounded(actor.Name) };

        // What is sealed says nothing to whoever reads the audit.
        foreach (var (name, value) in args.Take(10)) detail[$"arg.{Bounded(name)}"] = name == "password" ? "sealed" : Bounded(value);
        return AuditLog.Begin(db, now, actor, Action, site, detail);
    }

    public static void End(Db db, long id, CommandAnswer answer)
    {
        var more = new Dictionary<string, string>(StringComparer.Ordinal);
        if (answer is CommandAnswer.Answered { Reply: var reply, Bytes: var bytes })
        {
            if (reply.Detail is { } detail) more["result"] = Bounded(detail);
            if (reply.TookMs is { } took) more["took_ms"] = took.ToString("0", CultureInfo.InvariantCulture);
            more["bytes"] = bytes.ToString(CultureInfo.InvariantCulture);
        }

        AuditLog.End(db, id, answer.Word, more);
    }

    /// <summary>One that was refused here, with the word why.</summary>
    public static void Refused(Db db, DateTimeOffset now, Actor actor, string site, string command, IReadOnlyDictionary<string, string> args, string why) =>
        AuditLog.End(db, Begin(db, now, actor, site, command, args), why, new Dictionary<string, string>(StringComparer.Ordinal));

    private static string Bounded(string text) => text.Length <= MaxText ? text : text[..MaxText] + "…";
}
