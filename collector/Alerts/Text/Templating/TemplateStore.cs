using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Alerts.Text.Templating;

/// <summary>A row of <c>templates</c>.</summary>
internal sealed record StoredTemplate
{
    public string Name { get; init; } = "";
    public string Language { get; init; } = "";
    public string Content { get; init; } = "";
    public string Author { get; init; } = "";
    public long AtMs { get; init; }

    /// <summary>Why the shipped text went out instead, the first time that it did; null: it never had to.</summary>
    public string? Failure { get; init; }
    public long? FailedMs { get; init; }
}

/// <summary>The table <c>templates</c>.</summary>
internal static class TemplateStore
{
    public static List<StoredTemplate> All(Db db) => db.Query<StoredTemplate>("SELECT * FROM templates ORDER BY name, language");

    public static StoredTemplate? Find(Db db, TemplateName name, string language) =>
        db.First<StoredTemplate>("SELECT * FROM templates WHERE name = @name AND language = @language", new { name = DbName.Of(name), language });

    /// <summary>Keeps a template that <see cref="TemplatePreview"/> took; empty when it is kept, else why not.</summary>
    public static IReadOnlyList<TemplateProblem> Save(Db db, TemplateName name, string language, string content, string author, DateTimeOffset now)
    {
        var preview = TemplatePreview.Render(name, language, content);
        if (preview.Problems.Count > 0) return preview.Problems;
        db.Execute(
            """
            INSERT INTO templates (name, language, content, author, at_ms) VALUES (@name, @language, @content, @author, @nowMs)
            ON CONFLICT (name, language) DO UPDATE SET content = excluded.content, author = excluded.author, at_ms = excluded.at_ms, failure = NULL, failed_ms = NULL
            """,
            new { name = DbName.Of(name), language, content, author, nowMs = DbTime.Ms(now) });
        return [];
    }

    /// <summary>Back to the shipped text; false when it was that already.</summary>
    public static bool Delete(Db db, TemplateName name, string language) =>
        db.Execute("DELETE FROM templates WHERE name = @name AND language = @language", new { name = DbName.Of(name), language }) > 0;

    /// <summary>Notes that it failed in use; false when that is known already.</summary>
    public static bool NoteFailure(Db db, TemplateName name, string language, string failure, DateTimeOffset now) => db.Execute(
        "UPDATE templates SET failure = @failure, failed_ms = @nowMs WHERE name = @name AND language = @language AND failure IS NULL",
        new { name = DbName.Of(name), language, failure = DbText.Bounded(failure), nowMs = DbTime.Ms(now) }) > 0;
}
