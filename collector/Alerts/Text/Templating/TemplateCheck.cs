using System.Globalization;
using System.Text;

namespace EdgeNoc.Collector.Alerts.Text.Templating;

/// <summary>
/// Reads a template before Handlebars does: only fields that exist, in ifs and loops that end. What it lets pass can neither run code nor run for long:
/// the lists are short, loops stand at most two deep, and there are few of them.
/// </summary>
internal static class TemplateCheck
{
    public const int MaxLength = 16_384;
    private const int MaxLoops = 16;
    private const int MaxDepth = 2;

    // Handlebars reads them by recursion.
    private const int MaxBlocks = 8;
    private const int MaxProblems = 20;

    public static IReadOnlyList<TemplateProblem> Problems(TemplateName name, string content)
    {
        if (content.Length > MaxLength) return [new(0, $"it has {content.Length} characters: {MaxLength} are allowed")];
        if (string.IsNullOrWhiteSpace(content)) return [new(0, "it is empty: delete the template to have the shipped text again")];
        var walk = new Walk(TemplateFields.Of(name));
        foreach (var mustache in Mustache.All(content)) walk.Take(mustache);
        return [.. Characters(content).Concat(walk.Finish()).Take(MaxProblems)];
    }

    private static IEnumerable<TemplateProblem> Characters(string content)
    {
        var line = 1;
        foreach (var rune in content.EnumerateRunes())
        {
            if (rune.Value == '\n') line++;
            else if (IsHidden(rune)) yield return new(line, $"it holds the invisible character U+{rune.Value:X4}: remove it");
        }
    }

    // A zero width joiner holds an emoji together.
    private static bool IsHidden(Rune rune) => rune.Value is not ('\n' or '\r' or '\t' or 0x200D)
        && Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            or UnicodeCategory.Surrogate;

    private sealed class Walk(TemplateFields root)
    {
        private readonly Stack<(string Word, int Line, TemplateFields? Fields)> _open = new();
        private readonly List<TemplateProblem> _problems = [];
        private int _loops;

        public void Take(Mustache mustache)
        {
            switch (mustache.Kind)
            {
                case MustacheKind.Value:
                    CheckValue(mustache);
                    break;
                case MustacheKind.Open:
                    Open(mustache);
                    break;
                case MustacheKind.Else when _open.Count == 0:
                    Add(mustache, "{{else}} stands outside of {{#if}}, {{#unless}} and {{#each}}");
                    break;
                case MustacheKind.Close:
                    Close(mustache);
                    break;
                case MustacheKind.Other:
                    Add(mustache, $"{{{{{mustache.Word}}}}} is not understood: write {{{{field}}}}, {{{{#if field}}}}, {{{{#unless field}}}}, {{{{#each list}}}}, {{{{else}}}} and their ends");
                    break;
            }
        }

        public IEnumerable<TemplateProblem> Finish() => _problems.Concat(_open.Select(open => new TemplateProblem(open.Line, $"{{{{#{open.Word}}}}} has no end: write {{{{/{open.Word}}}}}")));

        private void CheckValue(Mustache mustache)
        {
            if (mustache.Path is "@index" or "@first" or "@last")
            {
                if (_open.All(open => open.Fields is null)) Add(mustache, $"{mustache.Path} is known only inside of {{{{#each}}}}");
                return;
            }

            if (Scope(mustache) is not { } fields || fields.Texts.Contains(Field(mustache))) return;
            Add(mustache, fields.Lists.ContainsKey(Field(mustache)) ? $"{Field(mustache)} is a list: write {{{{#each {mustache.Path}}}}}" : Unknown(mustache, fields));
        }

        private void Open(Mustache mustache)
        {
            TemplateFields? items = null;
            if (Scope(mustache) is { } fields)
            {
                var isText = fields.Texts.Contains(Field(mustache));
                var isList = fields.Lists.TryGetValue(Field(mustache), out items);
                if (!isText && !isList) Add(mustache, Unknown(mustache, fields));
                else if (mustache.Word == "each" && !isList) Add(mustache, $"{Field(mustache)} is no list: those are {Names(root.Lists.Keys)}");
            }

            if (mustache.Word == "each")
            {
                if (++_loops == MaxLoops + 1) Add(mustache, $"there are more than {MaxLoops} loops");
                if (_open.Count(open => open.Fields is not null) >= MaxDepth) Add(mustache, $"loops stand at most {MaxDepth} deep");
            }

            if (_open.Count == MaxBlocks) Add(mustache, $"blocks stand at most {MaxBlocks} deep");
            _open.Push((mustache.Word, mustache.Line, mustache.Word == "each" ? items ?? root : null));
        }

        private void Close(Mustache mustache)
        {
            if (_open.TryPop(out var open) && open.Word == mustache.Word) return;
            Add(mustache, open.Word is null ? $"{{{{/{mustache.Word}}}}} ends nothing" : $"{{{{/{mustache.Word}}}}} stands where {{{{/{open.Word}}}}} must, for line {open.Line}");
        }

        /// <summary>The fields that a path means; null when it leads out of the template, which is noted.</summary>
        private TemplateFields? Scope(Mustache mustache)
        {
            TemplateFields[] scopes = [.. _open.Where(open => open.Fields is not null).Select(open => open.Fields!), root];
            var up = mustache.Path.Split("../").Length - 1;
            if (up < scopes.Length) return scopes[up];
            Add(mustache, $"{mustache.Path} leads out of the template");
            return null;
        }

        private void Add(Mustache mustache, string reason) => _problems.Add(new(mustache.Line, reason));

        private static string Field(Mustache mustache) => mustache.Path[(mustache.Path.LastIndexOf('/') + 1)..];

        private static string Unknown(Mustache mustache, TemplateFields fields) => $"there is no field {Field(mustache)} here: there are {Names(fields.Texts.Concat(fields.Lists.Keys))}";

        private static string Names(IEnumerable<string> names) => string.Join(", ", names.Order(StringComparer.Ordinal));
    }
}
