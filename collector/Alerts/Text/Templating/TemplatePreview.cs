using EdgeNoc.Collector.Alerts.Text.Languages;

namespace EdgeNoc.Collector.Alerts.Text.Templating;

/// <summary>A template tried on the sample.</summary>
/// <param name="Text">What people would read; empty when it is refused.</param>
/// <param name="Problems">Why it is refused; empty when it is not.</param>
internal sealed record TemplateResult(string Text, IReadOnlyList<TemplateProblem> Problems);

/// <summary>Checks and tries a template before it is kept. Touches nothing.</summary>
internal static class TemplatePreview
{
    public static TemplateResult Render(TemplateName name, string language, string content) =>
        Render(name, language, content, () => (TemplateSample.Fields(name, language), TemplateNames.IsOfIncident(name) ? TemplateSample.Number : null));

    /// <summary>The same on something else than the sample.</summary>
    /// <param name="name">Which text.</param>
    /// <param name="language">Its language.</param>
    /// <param name="content">What somebody wrote.</param>
    /// <param name="fill">Gives the fields, and the incident's number that the first line must have; asked only when the template can be used.</param>
    public static TemplateResult Render(TemplateName name, string language, string content, Func<(IReadOnlyDictionary<string, object> Fields, long? Number)> fill)
    {
        if (!Language.IsKnown(language)) return Refused(0, $"there is no language {language}: there are {string.Join(", ", Language.All.Select(known => known.Code))}");
        var problems = TemplateCheck.Problems(name, content);
        if (problems.Count > 0) return new TemplateResult("", problems);
        try
        {
            var (fields, number) = fill();
            var text = CompiledTemplate.Of(content).Fill(fields);
            return FirstLine.Problem(text, number) is { } problem ? Refused(1, problem) : new TemplateResult(text, []);
        }
        catch (TemplateFailedException e)
        {
            return Refused(0, e.Message);
        }
    }

    private static TemplateResult Refused(int line, string reason) => new("", [new(line, reason)]);
}
