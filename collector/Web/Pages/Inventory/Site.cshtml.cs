using System.Text;
using System.Text.Json;
using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Api;
using EdgeNoc.Collector.Api.Entries;
using EdgeNoc.Collector.Api.Queries;
using EdgeNoc.Collector.Desk;
using EdgeNoc.Collector.Sites;
using EdgeNoc.Collector.Store;
using EdgeNoc.Collector.Web.Forms;
using EdgeNoc.Collector.Web.Inventory;
using EdgeNoc.Collector.Web.Lists;
using EdgeNoc.Collector.Web.Text;
using EdgeNoc.Common.Config;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EdgeNoc.Collector.Web.Pages.Inventory;

/// <summary>Makes or changes a site, and lists what its agent is to poll.</summary>
[Authorize(Policy = Roles.Operator)]
internal sealed class SiteModel(ApiContext api, Viewer viewer) : PageModel
{
    private static readonly string[] LanguageCodes = ["", "id", "pt", "en"];

    public SiteEntry Entry { get; private set; } = new("", null, null, null, null, null, null);

    public bool IsNew { get; private set; } = true;

    public string Edition { get; private set; } = "";

    public FormErrors Errors { get; } = new();

    public SiteSummary? Summary { get; private set; }

    public bool MustAdopt { get; private set; }

    public IReadOnlyList<DeviceEntry> Devices { get; private set; } = [];

    public ListView Onts { get; private set; } = null!;

    public bool MayChange => viewer.May(Role.Admin);

    public IReadOnlyList<FormField> Fields { get; private set; } = [];

    public IActionResult OnGet(string? id) => id is null ? MayChange ? Done() : Forbid() : Show(id) ? Done() : NotFound();

    public IActionResult OnGetMore(string? id) => id is not null && Show(id) ? Partial("_ListRows", Onts) : NotFound();

    public async Task<IActionResult> OnGetExportAsync(string? id, string? format)
    {
        if (id is null || !Show(id)) return NotFound();
        await ListExport.WriteAsync(OntList.Kind(id), Rows(id), HttpContext, viewer.Scope, format);
        return new EmptyResult();
    }

    public IActionResult OnPost(string? known, string? edition)
    {
        if (!MayChange) return Forbid();
        IsNew = string.IsNullOrEmpty(known);
        Edition = edition ?? "";
        var sent = Sent(IsNew ? Field("id")?.ToLowerInvariant() : known);
        var load = ConfigFile.Parse(Encoding.UTF8.GetBytes(sent.ToJsonString()), "form", (root, _) => SiteReader.Read(root));
        Entry = load.Config ?? new SiteEntry(IsNew ? Field("id") ?? "" : known!, Field("title"), Field("time_zone"), Field("language"), Field("gateway"), null, null);
        if (load.Config is not { } site) return Refuse(new DeskResult.Invalid(load.Errors));
        var result = api.Change<DeskResult>((db, now) =>
        {
            var before = SiteEntries.Find(db, site.Id);
            if (IsNew ? before is not null : before is null || EditionOf(before) != Edition) return new DeskResult.Stale();
            SiteEntries.Put(db, site, now);
            ChangeLog.Note(db, now, viewer.Actor, "site.put", site.Id, before is null ? null : Text(before), Text(SiteEntries.Find(db, site.Id)!));
            AlertDue.Mark(db, site.Id, now);
            return new DeskResult.Done(null);
        });
        return result is DeskResult.Done ? Redirect($"/inventory/site/{site.Id}") : Refuse(result);
    }

    public IActionResult OnPostRemove(string? known)
    {
        if (!MayChange) return Forbid();
        var id = known ?? "";
        switch (api.Change((db, now) => SiteRemoval.Remove(db, id, viewer.Actor, now)))
        {
            case DeskResult.Done: return Redirect("/inventory");
            case DeskResult.NotFound: return NotFound();
            default:
                if (!Show(id)) return NotFound();
                Errors.Problem = viewer.Say(InventoryText.Enrolled, id);
                return Done();
        }
    }

    private IActionResult Refuse(DeskResult result)
    {
        if (result is DeskResult.Invalid invalid) Errors.Add(invalid);
        else if (IsNew) Errors.Add("id", viewer.Say(DoorText.Taken));
        else
        {
            if (!Show(Entry.Id)) return NotFound();
            Errors.Problem = viewer.Say(InventoryText.Stale);
            Done();
            Fields = FormMerge.Of(Fields, key => Request.Form.TryGetValue(key, out var text) ? text.ToString() : null);
            return Page();
        }

        if (!IsNew)
        {
            var sent = Entry;
            if (!Show(Entry.Id)) return NotFound();
            Entry = sent;
        }

        return Done();
    }

    private PageResult Done()
    {
        var languages = LanguageCodes.Select(code => (code, code.Length == 0 ? viewer.Say(InventoryText.AsUsual) : code)).ToList();
        string? Now(string key, string? value) => Request.HasFormContentType && Errors.Any && Request.Form.ContainsKey(key) && Errors.Problem is null ? Request.Form[key].ToString() : value;
        FormField Of(string key, Word label, string? value) => new(key, viewer.Say(label), Now(key, value)) { Error = Errors.At(key) };
        Fields =
        [
            Of("id", InventoryText.Id, Entry.Id) with { Hint = viewer.Say(InventoryText.SiteIdHint), IsRequired = true, IsDisabled = !IsNew },
            Of("title", InventoryText.Title, Entry.Title),
            Of("time_zone", InventoryText.Zone, Entry.TimeZone) with { Hint = "Asia/Jakarta, Asia/Dili, America/Sao_Paulo" },
            Of("language", InventoryText.Language, Entry.Language) with { Type = "choice", Choices = languages },
            Of("gateway", InventoryText.Gateway, Entry.Gateway) with { Hint = "192.0.2.1, pop.example:443" },
            Of("latitude", InventoryText.Latitude, Degrees.Text(Entry.Latitude)) with { Type = "number" },
            Of("longitude", InventoryText.Longitude, Degrees.Text(Entry.Longitude)) with { Type = "number" },
        ];
        return Page();
    }

    private bool Show(string id)
    {
        if (!viewer.Scope.Allows(id)) return false;
        var found = api.Read(db => (Site: SiteEntries.Find(db, id), Row: SiteRow.Find(db, id)));
        if (found is not { Site: { } site, Row: { } row }) return false;
        Entry = new SiteEntry(site.Id, site.Title, site.TimeZone, site.Language, site.Gateway, site.Latitude, site.Longitude);
        (IsNew, Edition) = (false, EditionOf(site));
        (Summary, MustAdopt) = api.Read(db => (SiteSummary.Of(db, row), DeviceActions.MustAdopt(db, row)));
        Devices = SiteDevices.All(row.ConfigJson);
        Onts = ListView.Of(OntList.Kind(id), Rows(id), Request, viewer);
        return true;
    }

    private IReadOnlyList<OntEntry> Rows(string id) => SiteOnts.All(api.Read(db => SiteRow.Find(db, id))?.ConfigJson);

    private System.Text.Json.Nodes.JsonObject Sent(string? id)
    {
        var sent = new System.Text.Json.Nodes.JsonObject { ["id"] = id ?? "" };
        foreach (var key in (string[])["title", "time_zone", "language", "gateway"]) if (Field(key) is { } text) sent[key] = text;
        foreach (var key in (string[])["latitude", "longitude"])
        {
            if (Degrees.Node(Field(key)) is { } degrees) sent[key] = degrees;
        }

        return sent;
    }

    private string? Field(string key) => Request.Form[key].ToString().Trim() is { Length: > 0 } text ? text : null;

    private static string Text(SiteView site) => JsonSerializer.Serialize(site, ApiJson.Default.SiteView);

    // What its agent says of itself meanwhile is no change of it.
    private static string EditionOf(SiteView site) => Api.Http.Edition.Of($"{site.Title}\n{site.TimeZone}\n{site.Language}\n{site.Gateway}\n{site.Latitude}\n{site.Longitude}");
}
