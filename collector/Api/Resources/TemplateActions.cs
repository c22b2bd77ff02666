using System.Text.Json;
using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Alerts.Text.Templating;
using EdgeNoc.Collector.Api.Entries;
using EdgeNoc.Collector.Desk;
using EdgeNoc.Collector.Removed;
using EdgeNoc.Collector.Store;
using EdgeNoc.Common.Config;

namespace EdgeNoc.Collector.Api.Resources;

/// <summary>What people do with the texts of messages, in the caller's transaction and with its audit.</summary>
internal static class TemplateActions
{
    public const string Kind = "template";

    /// <summary>Keeps a text that was tried before.</summary>
    /// <param name="db">The transaction.</param>
    /// <param name="entry">What somebody wrote.</param>
    /// <param name="seen">What stood there when he began, empty for the shipped text; null: whatever stands there.</param>
    /// <param name="actor">Who.</param>
    /// <param name="now">When.</param>
    public static DeskResult Put(Db db, TemplateEntry entry, string? seen, Actor actor, DateTimeOffset now)
    {
        var which = entry.Which();
        var before = TemplateStore.Find(db, which, entry.Language)?.Content;
        if (seen is not null && seen != (before ?? "")) return new DeskResult.Stale();
        if (TemplateStore.Save(db, which, entry.Language, entry.Content, actor.Name, now) is { Count: > 0 } problems)
            return new DeskResult.Invalid([.. problems.Select(problem => new ConfigError("form", "content", null, problem.Line == 0 ? problem.Reason : FormattableString.Invariant($"{problem.Line}: {problem.Reason}"), ""))]);
        ChangeLog.Note(db, now, actor, "template.put", Target(entry), before, entry.Content);
        return new DeskResult.Done(null);
    }

    /// <summary>Back to the shipped text; what stood there can be put back for 30 days.</summary>
    public static DeskResult Remove(Db db, TemplateName which, string language, string? seen, Actor actor, DateTimeOffset now)
    {
        if (TemplateStore.Find(db, which, language) is not { } stored) return new DeskResult.NotFound();
        if (seen is not null && seen != stored.Content) return new DeskResult.Stale();
        var entry = new TemplateEntry(stored.Name, language, stored.Content);
        TemplateStore.Delete(db, which, language);
        RemovedStore.Add(db, Kind, null, Target(entry), JsonSerializer.Serialize(entry, ApiJson.Default.TemplateEntry), actor.Name, now);
        ChangeLog.Note(db, now, actor, "template.remove", Target(entry), stored.Content, null);
        return new DeskResult.Done(null);
    }

    public static DeskResult Restore(Db db, RemovedEntry removed, Actor actor, DateTimeOffset now)
    {
        if (JsonSerializer.Deserialize(removed.ContentJson, ApiJson.Default.TemplateEntry) is not { } entry) return new DeskResult.NotFound();
        if (TemplateStore.Find(db, entry.Which(), entry.Language) is not null)
            return new DeskResult.Invalid([new ConfigError("form", "id", ConfigSection.Quoted(removed.Name), "was written anew meanwhile", "go back to the shipped text first, if this is the right one")]);
        var result = Put(db, entry, "", actor, now);
        if (result is DeskResult.Done) RemovedStore.Forget(db, removed.Id);
        return result;
    }

    private static string Target(TemplateEntry entry) => $"{entry.Name}/{entry.Language}";
}
