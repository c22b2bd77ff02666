using System.Text.Json.Nodes;
using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Api;
using EdgeNoc.Collector.Desk;
using EdgeNoc.Collector.Sites;
using EdgeNoc.Collector.Web.Forms;
using EdgeNoc.Collector.Web.Map;
using EdgeNoc.Collector.Web.Text;
using EdgeNoc.Common.Events;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EdgeNoc.Collector.Web.Pages.Inventory;

/// <summary>Makes or changes an ONT that a site pings.</summary>
[Authorize(Policy = Roles.Operator)]
internal sealed class OntModel(ApiContext api, Viewer viewer) : PageModel
{
    public string Site { get; private set; } = "";

    public string? Known { get; private set; }

    private string? _category;
    private (double? Latitude, double? Longitude) _place;

    public string Edition { get; private set; } = "";

    public FormErrors Errors { get; } = new();

    public IReadOnlyList<FormField> Fields { get; private set; } = [];

    public bool MayChange => viewer.May(Role.Admin, Site);

    public IActionResult OnGet(string? site, string? id)
    {
        if (Find(site) is not { } row) return NotFound();
        if (id is null && !MayChange) return Forbid();
        return Show(row, id) ? Page() : NotFound();
    }

    public IActionResult OnPost(string? site, string? known, string? edition)
    {
        if (Find(site) is not { } row) return NotFound();
        if (!MayChange) return Forbid();
        (Known, Edition) = (string.IsNullOrEmpty(known) ? null : known, edition ?? "");
        var (latitude, longitude) = (Number("latitude"), Number("longitude"));
        var ont = new OntEntry(Field("id") ?? "", Field("name"), Field("address") ?? "", latitude, longitude, Field("group") ?? "onts");
        var (place, wrong) = PlaceForm.Read(ont.Id, null, Field("latitude"), Field("longitude"), Field("category"));
        if (Topics.IsName(ont.Id)) Errors.Add(wrong.Where(error => error.Path is "latitude" or "longitude" or "category"));
        if (Errors.Any) return Again(row, ont);
        return api.Change((db, now) =>
        {
            var saved = DeviceActions.PutOnt(db, Site, Known, Edition, ont, viewer.Actor, now);

            // Its coordinates are in the config now; what was chosen on the map before counts no more.
            if (saved is DeskResult.Done && place is not null) Places.Put(db, place.Of(Site) with { Latitude = null, Longitude = null }, viewer.Actor, now);
            return saved;
        }) switch
        {
            DeskResult.Done => Redirect($"/inventory/site/{Site}"),
            DeskResult.Stale => Stale(),
            DeskResult.Invalid invalid => Again(row, ont, invalid),
            _ => Refuse(row, ont),
        };
    }

    public IActionResult OnPostRemove(string? site, string? known, string? edition)
    {
        if (Find(site) is not { } row || known is null) return NotFound();
        if (!MayChange) return Forbid();
        (Known, Edition) = (known, edition ?? "");
        return api.Change((db, now) => DeviceActions.RemoveOnt(db, Site, known, Edition, viewer.Actor, now)) switch
        {
            DeskResult.Done => Redirect($"/inventory/site/{Site}"),
            DeskResult.NotFound => NotFound(),
            DeskResult.Stale => Stale(),
            DeskResult.Invalid invalid when SiteOnts.Find(row.ConfigJson, known) is { } ont => Again(row, ont, invalid),
            _ => Refuse(row, SiteOnts.Find(row.ConfigJson, known)!),
        };
    }

    private SiteRow? Find(string? site)
    {
        Site = site ?? "";
        return viewer.Scope.Allows(site) ? api.Read(db => SiteRow.Find(db, Site)) : null;
    }

    private bool Show(SiteRow row, string? id)
    {
        var ont = id is null ? new OntEntry("", null, "", null, null, SiteOnts.GroupsOf(row.ConfigJson) is [var first, ..] ? first : "onts") : SiteOnts.Find(row.ConfigJson, id);
        if (ont is null) return false;
        var place = id is null ? null : api.Read(db => PlaceStore.Find(db, Site, id, "device"));
        _category = place?.Category;
        if (place is { Latitude: not null, Longitude: not null }) _place = (place.Latitude, place.Longitude);
        (Known, Edition) = (id, id is null ? "" : ont.Edition);
        Ask(row, ont);
        return true;
    }

    private IActionResult Stale()
    {
        if (Find(Site) is not { } row) return NotFound();
        Errors.Problem = viewer.Say(InventoryText.Stale);
        if (!Show(row, Known) && !Show(row, null)) return NotFound();
        Fields = FormMerge.Of(Fields, key => Request.Form.TryGetValue(key, out var text) ? text.ToString() : null);
        return Page();
    }

    private PageResult Refuse(SiteRow row, OntEntry ont)
    {
        Errors.Problem = viewer.Say(InventoryText.AdoptFirst, Site);
        return Again(row, ont);
    }

    private PageResult Again(SiteRow row, OntEntry ont, DeskResult.Invalid? invalid = null)
    {
        if (invalid is not null) Errors.Add(invalid);
        Ask(row, ont);
        return Page();
    }

    private void Ask(SiteRow row, OntEntry ont) => Fields =
    [
        Of("id", InventoryText.Id, ont.Id) with { IsRequired = true },
        Of("name", InventoryText.Title, ont.Name),
        Of("address", InventoryText.Address, ont.Address) with { IsRequired = true, Hint = "192.0.2.101, 2001:db8::101" },
        Of("group", InventoryText.Group, ont.Group) with { Hint = $"{viewer.Say(InventoryText.GroupHint)} {string.Join(", ", SiteOnts.GroupsOf(row.ConfigJson).Take(20))}" },
        Of("latitude", InventoryText.Latitude, Sent("latitude") ?? Degrees.Text(_place.Latitude ?? ont.Latitude)) with { Type = "number", Hint = "-7.8166" },
        Of("longitude", InventoryText.Longitude, Sent("longitude") ?? Degrees.Text(_place.Longitude ?? ont.Longitude)) with { Type = "number", Hint = "112.0114" },
        Of("category", MapText.Category, Sent("category") ?? _category) with { Hint = viewer.Say(MapText.CategoryHint), Suggestions = api.Read(db => PlaceStore.Categories(db, viewer.Scope.Allows)) },
    ];

    private FormField Of(string key, Word label, string? value) => new(key, viewer.Say(label), value) { Error = Errors.At(key) };

    private string? Field(string key) => Request.Form[key].ToString().Trim() is { Length: > 0 } text ? text : null;

    // After a refusal what was typed stands there again; where two met, that is for FormMerge to say.
    private string? Sent(string key) => Errors.Any && Errors.Problem is null && Request.HasFormContentType ? Request.Form[key].ToString() : null;

    private double? Number(string key) => Degrees.Node(Field(key)) is JsonValue value && value.TryGetValue(out double number) ? number : null;
}
