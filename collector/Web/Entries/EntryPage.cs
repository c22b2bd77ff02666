using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Api;
using EdgeNoc.Collector.Api.Http;
using EdgeNoc.Collector.Api.Resources;
using EdgeNoc.Collector.Desk;
using EdgeNoc.Collector.Store;
using EdgeNoc.Collector.Web.Forms;
using EdgeNoc.Collector.Web.Text;
using EdgeNoc.Common.Config;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EdgeNoc.Collector.Web.Entries;

/// <summary>
/// The form of one contact, rotation, route or report: it works on the entry's JSON, as the API has it, and through the same actions. A page of a kind says how its form becomes that JSON and
/// back. Of two who change the same one the second sees what the first made of it and loses nothing that he typed.
/// </summary>
internal abstract class EntryPage(ApiContext api, Viewer viewer, string kind) : PageModel
{
    private readonly IEditable _kind = PeopleResources.Find(kind)!;

    /// <summary>The id that it has; null: a new one.</summary>
    public string? Known { get; private set; }

    public bool IsNew => Known is null;

    /// <summary>The entry as it was when the form was opened; its edition follows from it.</summary>
    public string Seen { get; private set; } = "";

    public JsonObject Entry { get; private set; } = [];

    public FormErrors Errors { get; } = new();

    /// <summary>What somebody else changed while the form was open.</summary>
    public IReadOnlyList<EntryChange> Changes { get; private set; } = [];

    public bool MayChange => viewer.May(Role.Admin);

    /// <summary>Where the list of the kind is.</summary>
    public abstract string List { get; }

    protected ApiContext Api => api;

    protected Viewer Viewer => viewer;

    public IActionResult OnGet(string? id)
    {
        if (!viewer.Scope.IsAll) return Forbid();
        if (id is not null) return Open(id) ? Shown() : NotFound();
        if (!MayChange) return Forbid();
        Entry = Fresh();
        return Shown();
    }

    public IActionResult OnPost(string? known, string? seen)
    {
        if (!MayChange || !viewer.Scope.IsAll) return Forbid();
        (Known, Seen) = (string.IsNullOrEmpty(known) ? null : known, seen ?? "");
        Entry = Typed();
        if (Known is not null) Entry["id"] = Known;
        var id = Known ?? Entry["id"]?.GetValue<string>() ?? "";
        var bytes = Encoding.UTF8.GetBytes(Entry.ToJsonString());
        var result = Errors.Any ? null : api.Change((db, now) => _kind.PutJson(db, api, id, Known is null ? null : Edition.Of(Seen), bytes, viewer.Actor, now));
        switch (result)
        {
            case DeskResult.Done: return Redirect(List);
            case DeskResult.Stale:
                Merge(id);
                break;
            case DeskResult.Invalid invalid:
                Errors.Add(invalid);
                break;
        }

        return Shown();
    }

    public IActionResult OnPostRemove(string? known, string? seen)
    {
        if (!MayChange || !viewer.Scope.IsAll) return Forbid();
        var id = known ?? "";
        switch (api.Change((db, now) => _kind.RemoveOne(db, id, Edition.Of(seen ?? ""), viewer.Actor, now)))
        {
            case DeskResult.Done: return Redirect(List);
            case DeskResult.Invalid invalid when Open(id):
                Errors.Problem = string.Join("; ", invalid.Errors.Select(error => viewer.Say(FormText.Needed, id, error.Problem.Replace("is needed by ", "", StringComparison.Ordinal))));
                return Shown();
            case DeskResult.Stale when Open(id):
                Errors.Problem = viewer.Say(InventoryText.Stale);
                return Shown();
            default: return NotFound();
        }
    }

    /// <summary>What a new one begins with.</summary>
    protected abstract JsonObject Fresh();

    /// <summary>The entry as the form was sent.</summary>
    protected abstract JsonObject Typed();

    /// <summary>Makes the fields of <see cref="Entry"/>.</summary>
    protected abstract void Ask();

    protected string Sent(string key) => Request.Form[key].ToString().Trim();

    /// <summary>Sets a text that is not empty.</summary>
    protected void Take(JsonObject entry, string key)
    {
        if (Sent(key) is { Length: > 0 } text) entry[key] = text;
    }

    /// <summary>Sets a number, <paramref name="times"/> what was typed; what is none stays a text, which the reader refuses at its place.</summary>
    protected static void TakeNumber(JsonObject entry, string key, string text, int times = 1)
    {
        if (text.Length == 0) return;
        entry[key] = decimal.TryParse(text.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number * times is >= 0 and < int.MaxValue && (times > 1 || number % 1 == 0)
            ? JsonValue.Create((int)Math.Round(number * times)) : JsonValue.Create(text);
    }

    protected FormField Of(string key, Word label, Word? hint = null) => Of(key, label, Text(Entry[key]), hint);

    protected FormField Of(string key, Word label, string? value, Word? hint = null) =>
        new(key, viewer.Say(label), value) { Error = Errors.At(key), Hint = hint is null ? null : viewer.Say(hint), IsDisabled = key == "id" && !IsNew, IsRequired = key == "id" };

    /// <summary>A value as it stands in a field.</summary>
    protected static string? Text(JsonNode? value) => value is JsonValue plain ? plain.TryGetValue(out string? text) ? text : plain.ToJsonString() : null;

    private PageResult Shown()
    {
        Ask();
        return Page();
    }

    private bool Open(string id)
    {
        if (Find(id) is not { } json) return false;
        (Known, Seen, Entry) = (id, json, JsonNode.Parse(json)!.AsObject());
        return true;
    }

    private string? Find(string id) => api.Read(db => _kind.Entries(db).FirstOrDefault(entry => entry.Id == id))?.Json;

    private void Merge(string id)
    {
        if (Known is null)
        {
            Errors.Add("id", viewer.Say(DoorText.Taken));
            return;
        }

        var who = api.Read(db => LastChange.Of(db, _kind.Name, id));
        var (by, at) = (who?.By ?? "?", who is null ? "" : viewer.Phrasing.Clock(who.At, viewer.Now));
        if (Find(id) is not { } json)
        {
            // What he typed is still in the form: sent again it is made anew.
            (Known, Seen) = (null, "");
            Errors.Problem = viewer.Say(FormText.GoneMeanwhile, by, at);
            return;
        }

        (Entry, Changes) = EntryMerge.Of(Parsed(Seen), JsonNode.Parse(json)!.AsObject(), Entry);
        Seen = json;
        Errors.Problem = viewer.Say(FormText.ChangedMeanwhile, by, at);
    }

    // It came back from a browser.
    private static JsonObject Parsed(string json)
    {
        try
        {
            return JsonNode.Parse(json) as JsonObject ?? [];
        }
        catch (System.Text.Json.JsonException)
        {
            return [];
        }
    }
}
