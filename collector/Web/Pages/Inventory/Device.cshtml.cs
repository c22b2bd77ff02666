using System.Text.Json;
using System.Text.Json.Nodes;
using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Api;
using EdgeNoc.Collector.Desk;
using EdgeNoc.Collector.SiteCommands;
using EdgeNoc.Collector.Sites;
using EdgeNoc.Collector.Sites.Secrets;
using EdgeNoc.Collector.Web.Forms;
using EdgeNoc.Collector.Web.Inventory;
using EdgeNoc.Collector.Web.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EdgeNoc.Collector.Web.Pages.Inventory;

/// <summary>Makes or changes a device of a site's config, and has the site's agent ask it before.</summary>
[Authorize(Policy = Roles.Operator)]
internal sealed class DeviceModel(ApiContext api, Lazy<SecretVault> vault, DeviceTest test, Viewer viewer) : PageModel
{
    private const string PasswordField = "new_password", MoreField = "more";

    public string Site { get; private set; } = "";

    /// <summary>The id that it has; null: a new one.</summary>
    public string? Known { get; private set; }

    public bool IsNew => Known is null;

    public string Edition { get; private set; } = "";

    /// <summary>Null: it is to be chosen.</summary>
    public DriverForm? Form { get; private set; }

    public FormErrors Errors { get; } = new();

    public IReadOnlyList<FormField> Fields { get; private set; } = [];

    public bool MayChange => viewer.May(Role.Admin, Site);

    public IActionResult OnGet(string? site, string? id, string? driver)
    {
        if (Find(site) is not { } row) return NotFound();
        if (id is not null) return Show(row, id) ? Page() : NotFound();
        if (!MayChange) return Forbid();
        Form = DriverForms.Find(driver);
        if (Form is not null) Ask(_ => null, null);
        return Page();
    }

    public IActionResult OnPost(string? site, string? known, string? edition, string? driver)
    {
        if (Find(site) is not { } row) return NotFound();
        if (!MayChange) return Forbid();
        if (Take(row, known, edition, driver) is not { } device) return Form is null ? NotFound() : Page();
        var password = Request.Form[PasswordField].ToString();
        if (password.Length > SecretStore.MaxLength || password.Any(char.IsControl)) Errors.Add(PasswordField, "1–256");
        if (Errors.Any) return Again();
        var result = api.Change((db, now) =>
        {
            var saved = DeviceActions.Put(db, Site, Known, Known is null ? null : Edition, device, viewer.Actor, now);
            if (saved is DeskResult.Done && password.Length > 0) SiteActions.SetSecret(db, vault.Value, Site, SiteDevices.Id(device)!, password, allSharing: false, viewer.Actor, now);
            return saved;
        });
        return result switch
        {
            DeskResult.Done => Redirect($"/inventory/site/{Site}"),
            DeskResult.Stale => Stale(),
            DeskResult.Invalid invalid => Again(invalid),
            _ => Again(InventoryText.AdoptFirst),
        };
    }

    /// <summary>What came of asking it, as a part of the page.</summary>
    public async Task<IActionResult> OnPostTestAsync(string? site, string? known, string? driver)
    {
        if (Find(site) is not { } row) return NotFound();
        if (!MayChange) return Forbid();
        if (Take(row, known, null, driver) is not { } device) return Form is null ? NotFound() : Partial("_Tested", TestOutcome.Wrong(viewer, viewer.Say(InventoryText.BadJson)));
        var answer = await test.RunAsync(Site, device.ToJsonString(), Request.Form[PasswordField], viewer.Actor);
        return Partial("_Tested", answer is null ? TestOutcome.Wrong(viewer, "") : TestOutcome.Of(viewer, answer));
    }

    public IActionResult OnPostRemove(string? site, string? known, string? edition)
    {
        if (Find(site) is not { } row || known is null) return NotFound();
        if (!MayChange) return Forbid();
        (Known, Edition) = (known, edition ?? "");
        switch (api.Change((db, now) => DeviceActions.Remove(db, Site, known, Edition, viewer.Actor, now)))
        {
            case DeskResult.Done: return Redirect($"/inventory/site/{Site}");
            case DeskResult.NotFound: return NotFound();
            case DeskResult.Stale: return Stale();
            case var other:
                if (!Show(row, known)) return NotFound();
                if (other is DeskResult.Invalid invalid) Errors.Add(invalid);
                else Errors.Problem = viewer.Say(InventoryText.AdoptFirst, Site);
                return Page();
        }
    }

    private SiteRow? Find(string? site)
    {
        Site = site ?? "";
        return viewer.Scope.Allows(site) ? api.Read(db => SiteRow.Find(db, Site)) : null;
    }

    private bool Show(SiteRow row, string id)
    {
        if (SiteDevices.Find(row.ConfigJson, id) is not { } entry || DriverForms.Find(entry.Driver) is not { } form) return false;
        (Known, Edition, Form) = (id, entry.Edition, form);
        Ask(key => DriverForms.Value(entry.Json, key), DriverForms.More(form, entry.Json));
        return true;
    }

    /// <summary>What was sent as an entry; null: no such driver, or what is written as JSON is none.</summary>
    private JsonObject? Take(SiteRow row, string? known, string? edition, string? driver)
    {
        (Known, Edition, Form) = (string.IsNullOrEmpty(known) ? null : known, edition ?? "", DriverForms.Find(driver));
        if (Form is null) return null;
        try
        {
            var before = Known is null ? null : SiteDevices.Find(row.ConfigJson, Known)?.Json;
            return DriverForms.Read(Form, key => Request.Form[key], Request.Form[MoreField], before);
        }
        catch (Exception error) when (error is JsonException or ArgumentException or InvalidOperationException)
        {
            Errors.Add(MoreField, viewer.Say(InventoryText.BadJson));
            Again();
            return null;
        }
    }

    private PageResult Stale()
    {
        var row = Find(Site);
        var isThere = row is not null && Known is not null && Show(row, Known);
        Errors.Problem = viewer.Say(InventoryText.Stale);
        Fields = FormMerge.Of(Fields, key => Request.Form.TryGetValue(key, out var text) ? text.ToString() : null);
        if (isThere) return Page();
        Known = null;
        return Again();
    }

    private PageResult Again(DeskResult.Invalid invalid)
    {
        Errors.Add(invalid);
        return Again();
    }

    private PageResult Again(Word problem)
    {
        Errors.Problem = viewer.Say(problem, Site);
        return Again();
    }

    private PageResult Again()
    {
        Ask(key => Request.Form[key], Request.Form[MoreField]);
        return Page();
    }

    private void Ask(Func<string, string?> value, string? more)
    {
        var fields = Form!.Fields.Select(field => Field(field, value(field.Key))).ToList();
        if (Form.HasLogin)
        {
            fields.Insert(fields.FindIndex(field => field.Key == "user") + 1,
                new FormField(PasswordField, viewer.Say(InventoryText.Password), null) { Type = "password", Hint = viewer.Say(InventoryText.PasswordHint), Error = Errors.At(PasswordField) });
        }

        fields.Add(new FormField(MoreField, viewer.Say(InventoryText.More), more) { Type = "area", Hint = viewer.Say(InventoryText.MoreHint), Error = Errors.At(MoreField) });
        Fields = fields;
    }

    private FormField Field(DriverField field, string? value)
    {
        var usual = field.Default is { } known ? viewer.Say(InventoryText.Usual, known) : null;
        var choices = field.Type == "boolean" ? [("true", viewer.Say(InventoryText.Yes)), ("false", viewer.Say(InventoryText.No))] : field.Choices.Select(choice => (choice, choice));
        return new FormField(field.Key, field.Key, value)
        {
            Hint = string.Join(' ', new[] { field.Hint, usual }.Where(part => part is not null)) is { Length: > 0 } hint ? hint : null,
            Error = Errors.At(field.Key), IsRequired = field.IsRequired,
            Type = field.Type switch { "integer" => "number", "text" => "text", _ => "choice" },
            Choices = [("", viewer.Say(InventoryText.AsUsual)), .. choices],
        };
    }
}
