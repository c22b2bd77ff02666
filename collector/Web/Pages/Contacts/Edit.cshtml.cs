using System.Globalization;
using System.Text.Json.Nodes;
using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Api;
using EdgeNoc.Collector.Delivery;
using EdgeNoc.Collector.Web.Entries;
using EdgeNoc.Collector.Web.Forms;
using EdgeNoc.Collector.Web.Text;
using EdgeNoc.Common.Events;
using Microsoft.AspNetCore.Mvc;

namespace EdgeNoc.Collector.Web.Pages.Contacts;

/// <summary>Makes or changes somebody who is told, and sends him a test message by any of his addresses before or after it is saved.</summary>
internal sealed class EditModel(ApiContext api, ChannelDesk desk, Viewer viewer) : EntryPage(api, viewer, "contact")
{
    private const int EmptyRows = 2, MostRows = 10;

    public override string List => "/contacts";

    public IReadOnlyList<FormField> Fields { get; private set; } = [];

    public IReadOnlyList<(FormField Channel, FormField Address)> Addresses { get; private set; } = [];

    /// <summary>The place of a line of addresses, from 0.</summary>
    public int RowOf(FormField channel) => Addresses.Index().First(row => row.Item.Channel == channel).Index;

    /// <summary>Sends a test message to one line of the form, saved or not.</summary>
    public async Task<IActionResult> OnPostTestAsync(int row)
    {
        if (!Viewer.May(Role.Operator) || !Viewer.Scope.IsAll) return Forbid();
        var to = Sent(Key(row, "address"));
        return Partial("_TestSent", TestSent.Of(Viewer, await desk.SendAsync(Sent(Key(row, "channel")), to, Viewer.Actor, HttpContext.RequestAborted), to));
    }

    protected override JsonObject Fresh() => new() { ["time_zone"] = Viewer.Zone.Id, ["role"] = Roles.Operator };

    protected override JsonObject Typed()
    {
        var contact = new JsonObject();
        foreach (var key in (string[])["id", "name", "language", "time_zone", "role"]) Take(contact, key);
        if (Sent("quiet.from").Length + Sent("quiet.to").Length > 0)
        {
            var quiet = new JsonObject();
            foreach (var key in (string[])["from", "to", "min_severity"]) if (Sent($"quiet.{key}") is { Length: > 0 } text) quiet[key] = text;
            contact["quiet"] = quiet;
        }

        contact["is_vip"] = Sent("is_vip") == "true";
        var addresses = new JsonArray();
        for (var row = 0; row < MostRows + EmptyRows; row++)
        {
            var (channel, address) = (Sent(Key(row, "channel")), Sent(Key(row, "address")));
            if (address.Length > 0) addresses.Add(new JsonObject { ["channel"] = channel, ["address"] = address });
        }

        contact["addresses"] = addresses;
        return contact;
    }

    protected override void Ask()
    {
        var quiet = Entry["quiet"] as JsonObject ?? [];
        var severities = Enum.GetValues<Severity>().Where(severity => severity < Severity.Critical).Select(severity => (severity.ToString().ToLowerInvariant(), Viewer.Say(ContactText.AndWorse, Viewer.Phrasing.Severity(severity))));
        Fields =
        [
            Of("id", FormText.Id, FormText.IdHint),
            Of("name", ContactText.Name),
            Of("language", ContactText.Language) with { Type = "choice", Choices = [("", Viewer.Say(ContactText.SitesLanguage)), ("id", "Bahasa Indonesia"), ("pt", "Português"), ("en", "English")] },
            Of("time_zone", ContactText.Zone, ContactText.ZoneHint),
            Of("role", ContactText.Role, ContactText.RoleHint) with { Type = "choice", Choices = [.. Roles.All.Select(role => (role, role))] },
            Of("quiet.from", ContactText.QuietFrom, Text(quiet["from"]), ContactText.QuietHint),
            Of("quiet.to", ContactText.QuietTo, Text(quiet["to"])),
            Of("quiet.min_severity", ContactText.WakesFrom, Text(quiet["min_severity"])?.ToLowerInvariant()) with { Type = "choice", Choices = [("", Viewer.Say(ContactText.OnlyCritical)), .. severities] },
            Of("is_vip", ContactText.Vip) with { Type = "choice", Choices = [("false", Viewer.Say(InventoryText.No)), ("true", Viewer.Say(InventoryText.Yes))] },
        ];
        var known = (Entry["addresses"] as JsonArray ?? []).OfType<JsonObject>().ToList();
        Addresses = [.. Enumerable.Range(0, Math.Min(MostRows, known.Count + EmptyRows)).Select(row => Line(row, known.ElementAtOrDefault(row)))];
    }

    private (FormField, FormField) Line(int row, JsonObject? address)
    {
        var channel = Text(address?["channel"]);
        List<(string, string)> channels = [.. desk.Channels.Select(settings => (settings.Channel.Id, settings.Channel.Id))];

        // One that the config has no more is shown, not quietly made another.
        if (channel is { Length: > 0 } && channels.TrueForAll(one => one.Item1 != channel)) channels.Insert(0, (channel, $"{channel} ?"));
        return (Of(Key(row, "channel"), ContactText.Channel, channel) with { Type = "choice", Choices = channels }, Of(Key(row, "address"), ContactText.Address, Text(address?["address"])));
    }

    private static string Key(int row, string key) => string.Create(CultureInfo.InvariantCulture, $"addresses[{row}].{key}");
}
