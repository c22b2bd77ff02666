using System.Globalization;
using EdgeNoc.Collector.Alerts.Text.Templating;
using EdgeNoc.Common.Config;

namespace EdgeNoc.Collector.Api.Entries;

/// <summary>A template as it is sent.</summary>
/// <param name="Name">Which text it is instead of.</param>
/// <param name="Language"><c>id</c>, <c>pt</c>, <c>en</c>.</param>
/// <param name="Content">Handlebars.</param>
internal sealed record TemplateEntry(string Name, string Language, string Content)
{
    public TemplateName Which() => TemplateNames.Parse(Name) ?? throw new InvalidOperationException("checked when it was read");
}

/// <summary>Reads a template and tries it.</summary>
internal static class TemplateReader
{
    /// <param name="section">The entry.</param>
    /// <param name="name">Where the address names it; null: the entry does.</param>
    /// <param name="language">The same.</param>
    public static TemplateEntry Read(ConfigSection section, string? name = null, string? language = null)
    {
        var entry = new TemplateEntry(name ?? EntryText.Word(section, "name", TemplateNames.All), language ?? LanguageOf(section), section.Text("content", required: true) ?? "");
        section.Finish();
        if (entry.Content.Length > 0 && TemplateNames.Parse(entry.Name) is { } which) Try(section, which, entry);
        return entry;
    }

    private static void Try(ConfigSection section, TemplateName which, TemplateEntry entry)
    {
        foreach (var problem in TemplatePreview.Render(which, entry.Language, entry.Content).Problems)
        {
            var line = problem.Line == 0 ? "it" : string.Create(CultureInfo.InvariantCulture, $"line {problem.Line}");
            section.Error("content", null, $"{line}: {problem.Reason}", "try it with POST /api/v1/templates/preview");
        }
    }

    private static string LanguageOf(ConfigSection section)
    {
        if (!section.Has("language")) section.Error("language", null, "is missing", "write id, pt or en");
        return EntryText.Language(section) ?? "en";
    }
}
