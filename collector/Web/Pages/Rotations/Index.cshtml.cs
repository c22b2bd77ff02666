using EdgeNoc.Collector.Alerts.Routing;
using EdgeNoc.Collector.Alerts.Text;
using EdgeNoc.Collector.Api;
using EdgeNoc.Collector.Api.Entries;
using EdgeNoc.Collector.Api.Queries;
using EdgeNoc.Collector.Web.Forms;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EdgeNoc.Collector.Web.Pages.Rotations;

/// <summary>A rotation and its next weeks, by its own clock.</summary>
internal sealed record Duty(RotationEntry Entry, string? OnCall, IReadOnlyList<RotationShift> Shifts)
{
    public string Clock(DateTimeOffset time) => LocalTime.Text(time, SiteTime.Zone(Entry.TimeZone).Zone);
}

/// <summary>Who is on call now and in the next four weeks.</summary>
internal sealed class IndexModel(ApiContext api, Viewer viewer) : PageModel
{
    private const int Days = 28, MostShifts = 60;

    private Dictionary<string, string> _names = [];

    public IReadOnlyList<Duty> Rotations { get; private set; } = [];

    public IActionResult OnGet()
    {
        if (!viewer.Scope.IsAll) return Forbid();
        var now = viewer.Now;
        api.Read(db =>
        {
            _names = ContactStore.All(db).ToDictionary(contact => contact.Id, contact => contact.Name, StringComparer.Ordinal);
            Rotations = [.. PeopleEntries.Rotations(db).Select(entry => (Entry: entry, Rotation: entry.ToRotation())).Select(one => new Duty(one.Entry, one.Rotation.OnCall(now), one.Rotation.Calendar(now, now.AddDays(Days), MostShifts)))];
            return true;
        });
        return Page();
    }

    public string NameOf(string? contact) => contact is null ? viewer.Say(Text.RouteText.Nobody) : _names.GetValueOrDefault(contact, contact);
}
