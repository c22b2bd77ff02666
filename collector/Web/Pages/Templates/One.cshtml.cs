using System.Globalization;
using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Alerts.Text.Templating;
using EdgeNoc.Collector.Api;
using EdgeNoc.Collector.Api.Entries;
using EdgeNoc.Collector.Api.Queries;
using EdgeNoc.Collector.Api.Resources;
using EdgeNoc.Collector.Desk;
using EdgeNoc.Collector.Store;
using EdgeNoc.Collector.Web.Entries;
using EdgeNoc.Collector.Web.Forms;
using EdgeNoc.Collector.Web.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Speech = EdgeNoc.Collector.Alerts.Text.Languages.Language;

namespace EdgeNoc.Collector.Web.Pages.Templates;

/// <summary>What a text makes of what it was tried on.</summary>
internal sealed record PreviewOutcome(string Text, IReadOnlyList<TemplateProblem> Problems, IReadOnlyList<PreviewChannel> Channels);

/// <summary>Rewrites one text, and shows what it makes of a sample, of an incident that happened, or of how the network is now, as one types.</summary>
internal sealed class OneModel(ApiContext api, CollectorDatabase database, TimeProvider time, Viewer viewer) : PageModel
{
    private const string OnSample = "", OnNow = "now";

    private TemplateName _which;

    public string Name { get; private set; } = "";

    public string Language { get; private set; } = "";

    public TemplateView View { get; private set; } = null!;

    /// <summary>As it stood when the form was opened; empty: the built-in text.</summary>
    public string Seen { get; private set; } = "";

    public string Written { get; private set; } = "";

    /// <summary>What somebody else made of it meanwhile.</summary>
    public string? Theirs { get; private set; }

    public string On { get; private set; } = OnSample;

    public IReadOnlyList<(string Value, string Word)> Subjects { get; private set; } = [];

    public PreviewOutcome Preview { get; private set; } = null!;

    public TemplateFields Fields => TemplateFields.Of(_which);

    public FormErrors Errors { get; } = new();

    public bool MayChange => viewer.May(Role.Admin);

    public IActionResult OnGet(string name, string language)
    {
        if (!viewer.Scope.IsAll) return Forbid();
        if (!Find(name, language)) return NotFound();
        (Written, Seen) = (View.Content ?? TemplatesResource.Shipped, View.Content ?? "");
        return Shown();
    }

    /// <summary>The preview alone, as one types.</summary>
    public IActionResult OnPostPreview(string name, string language, string? content, string? on)
    {
        if (!viewer.Scope.IsAll) return Forbid();
        if (!Find(name, language)) return NotFound();
        (Written, On) = (Lines(content), on ?? OnSample);
        return Partial("_TemplatePreview", Try());
    }

    public IActionResult OnPost(string name, string language, string? content, string? seen, string? on)
    {
        if (!MayChange || !viewer.Scope.IsAll) return Forbid();
        if (!Find(name, language)) return NotFound();
        (Written, Seen, On) = (Lines(content), Lines(seen), on ?? OnSample);
        switch (api.Change((db, now) => TemplateActions.Put(db, new TemplateEntry(Name, Language, Written), Seen, viewer.Actor, now)))
        {
            case DeskResult.Done: return Redirect("/templates");
            case DeskResult.Invalid invalid:
                Errors.Add(invalid);
                break;
            default:
                var who = api.Read(db => LastChange.Of(db, TemplateActions.Kind, $"{Name}/{Language}"));
                Errors.Problem = viewer.Say(TemplateText.Stale, who?.By ?? "?", who is null ? "" : viewer.Phrasing.Clock(who.At, viewer.Now));
                (Theirs, Seen) = (View.Content ?? TemplatesResource.Shipped, View.Content ?? "");
                break;
        }

        return Shown();
    }

    public IActionResult OnPostRemove(string name, string language, string? seen)
    {
        if (!MayChange || !viewer.Scope.IsAll) return Forbid();
        if (!Find(name, language)) return NotFound();
        if (api.Change((db, now) => TemplateActions.Remove(db, _which, Language, Lines(seen), viewer.Actor, now)) is DeskResult.Done) return Redirect("/templates");
        Errors.Problem = viewer.Say(InventoryText.Stale);
        (Written, Seen) = (View.Content ?? TemplatesResource.Shipped, View.Content ?? "");
        return Shown();
    }

    private bool Find(string name, string language)
    {
        if (TemplateNames.Parse(name) is not { } which || !Speech.IsKnown(language)) return false;
        (_which, Name, Language) = (which, name, language);
        View = api.Read(db => TemplatesResource.View(db, which, language));
        return true;
    }

    private PageResult Shown()
    {
        Subjects = TemplateNames.IsOfIncident(_which)
            ? [(OnSample, viewer.Say(TemplateText.Sample)), .. api.Read(db => TemplateTrial.Incidents(db, Language, api.Now)).Select(one => (one.Number.ToString(CultureInfo.InvariantCulture), one.Line))]
            : _which == TemplateName.Digest ? [(OnSample, viewer.Say(TemplateText.Sample))]
            : [(OnSample, viewer.Say(TemplateText.SampleReport)), (OnNow, viewer.Say(TemplateText.AsNow))];
        Preview = Try();
        return Page();
    }

    private PreviewOutcome Try()
    {
        var result = long.TryParse(On, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && TemplateNames.IsOfIncident(_which)
            ? api.Read(db => TemplateTrial.OnIncident(db, _which, Language, Written, number, api.Now))
            : On == OnNow && _which is TemplateName.Hourly or TemplateName.Daily ? TemplateTrial.OnNetwork(database, _which, Language, Written, viewer.Zone, api.Now) : null;
        result ??= TemplatePreview.Render(_which, Language, Written);
        return new PreviewOutcome(result.Text, result.Problems, TemplateTrial.Channels(result.Text, api.Channels, time));
    }

    // Browsers send line ends of their own.
    private static string Lines(string? text) => (text ?? "").Replace("\r\n", "\n", StringComparison.Ordinal);
}
