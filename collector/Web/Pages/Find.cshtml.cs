using EdgeNoc.Collector.Alerts.Text;
using EdgeNoc.Collector.Api;
using EdgeNoc.Collector.Find;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EdgeNoc.Collector.Web.Pages;

/// <summary>One customer as a search shows him.</summary>
/// <param name="Text">The verdict, as a reply tells it.</param>
/// <param name="Onu">The page of his ONU; null: he has none.</param>
/// <param name="Site">His site.</param>
internal sealed record FoundLine(string Text, string? Onu, string Site);

/// <summary>Finds a customer by whatever is known of him; the same verdict that <c>/api/v1/find</c> and replies give.</summary>
internal sealed class FindModel(ApiContext api, FindService find, Viewer viewer) : PageModel
{
    private const int MaxQuery = 128;

    public string Q { get; private set; } = "";

    public string Head { get; private set; } = "";

    public IReadOnlyList<FoundLine> Lines { get; private set; } = [];

    public void OnGet(string? q) => Search(q);

    /// <summary>What hangs below the box while one types.</summary>
    public PartialViewResult OnGetPart(string? q)
    {
        Search(q);
        return Partial("_Found", this);
    }

    private void Search(string? q)
    {
        Q = (q ?? "").Trim();
        if (Q.Length is 0 or > MaxQuery) return;
        api.Read(db =>
        {
            var result = find.Find(db, Q, viewer.Scope);
            var text = CustomerText.Of(result, site => SiteProfile.Of(db, site), viewer.Language, viewer.Now).Split('\n');
            if (result.Customers.Count == 0) Head = text[0];
            else if (result.Customers is [var one] && result.Total == 1) Lines = [new FoundLine(string.Join('\n', text), Address(one), one.Facts.Site)];
            else
            {
                // A head, a line for each, and perhaps one that asks for more.
                Head = text[0];
                Lines = [.. result.Customers.Select((customer, index) => new FoundLine(text[index + 1], Address(customer), customer.Facts.Site))];
            }

            return true;
        });
    }

    private static string? Address(FoundCustomer customer) => customer.Facts.Onu is { GoneAt: null, Pon: not null } onu ? OnuModel.Address(customer.Facts.Site, onu.Device, onu.Position) : null;
}
