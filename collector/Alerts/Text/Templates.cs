using EdgeNoc.Collector.Alerts.Text.Templating;
using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Alerts.Text;

/// <summary>What people made of the shipped texts, within one transaction: a template that fails there is noted, once, and the shipped text goes out.</summary>
internal sealed class Templates
{
    private readonly Db _db;
    private readonly DateTimeOffset _now;
    private readonly Dictionary<(string Name, string Language), string> _contents;

    private Templates(Db db, DateTimeOffset now)
    {
        (_db, _now) = (db, now);
        _contents = TemplateStore.All(db).ToDictionary(template => (template.Name, template.Language), template => template.Content);
    }

    public static Templates Of(Db db, DateTimeOffset now) => new(db, now);

    public bool Has(TemplateName name, string language) => _contents.ContainsKey((DbName.Of(name), language));

    /// <summary>The text of a stored template; null when there is none or it fails.</summary>
    /// <param name="name">Which.</param>
    /// <param name="language">Which language's.</param>
    /// <param name="fields">All that <see cref="TemplateFields"/> lists.</param>
    /// <param name="number">The incident's, which its first line must have; null: it is about none.</param>
    /// <param name="site">For the note of a failure.</param>
    public string? Render(TemplateName name, string language, IReadOnlyDictionary<string, object> fields, long? number, string site)
    {
        if (!_contents.TryGetValue((DbName.Of(name), language), out var content)) return null;
        try
        {
            var text = CompiledTemplate.Of(content).Fill(fields);
            if (FirstLine.Problem(text, number) is not { } problem) return text;
            Note(name, language, problem, site);
        }
        catch (TemplateFailedException e)
        {
            Note(name, language, e.Message, site);
        }

        return null;
    }

    private void Note(TemplateName name, string language, string failure, string site)
    {
        if (TemplateStore.NoteFailure(_db, name, language, failure, _now))
            DecisionLog.Add(_db, _now, site, Decision.TemplateFailed, DbText.Bounded($"{DbName.Of(name)}/{language}: {failure}; the shipped text goes out until it is saved anew"));
    }
}
