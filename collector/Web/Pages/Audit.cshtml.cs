using System.Globalization;
using System.Text;
using System.Text.Json;
using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Api;
using EdgeNoc.Collector.Api.Queries;
using EdgeNoc.Collector.Web.Lists;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EdgeNoc.Collector.Web.Pages;

/// <summary>Who did what, and what was there before and after: searched, and as a file.</summary>
[Authorize(Policy = Roles.Operator)]
internal sealed class AuditModel(ApiContext api, Viewer viewer) : PageModel
{
    private const int PageSize = 100;
    private const int MostExported = 100_000;

    public string Q { get; private set; } = "";

    public string Actor { get; private set; } = "";

    public Page<AuditView> Entries { get; private set; } = new([], null);

    public IActionResult OnGet(string? q, string? actor, long? cursor)
    {
        if (!viewer.Scope.IsAll) return Forbid();
        Entries = Read(q, actor, cursor, PageSize);
        return Page();
    }

    public IActionResult OnGetExport(string? q, string? actor, string? format)
    {
        if (!viewer.Scope.IsAll) return Forbid();
        var items = Read(q, actor, null, MostExported).Items;
        return format == "json"
            ? File(JsonSerializer.SerializeToUtf8Bytes(new Page<AuditView>(items, null), ApiJson.Default.PageAuditView), "application/json", "audit.json")
            : File(Encoding.UTF8.GetPreamble().Concat(Encoding.UTF8.GetBytes(AsCsv(items))).ToArray(), "text/csv", "audit.csv");
    }

    private static string AsCsv(IReadOnlyList<AuditView> items)
    {
        var text = new StringBuilder(Csv.Row(["id", "at", "actor", "via", "action", "target", "outcome", "before", "after", "detail"]));
        foreach (var one in items)
        {
            text.Append(Csv.Row([
                one.Id.ToString(CultureInfo.InvariantCulture), one.At.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture), one.Actor, one.Via, one.Action, one.Target,
                one.Outcome, one.Detail.GetValueOrDefault("before"), one.Detail.GetValueOrDefault("after"),
                string.Join("; ", one.Detail.Where(pair => pair.Key is not ("before" or "after")).Select(pair => $"{pair.Key}={pair.Value}")),
            ]));
        }

        return text.ToString();
    }

    private Page<AuditView> Read(string? q, string? actor, long? cursor, int limit)
    {
        (Q, Actor) = ((q ?? "").Trim(), (actor ?? "").Trim());
        return api.Read(db => AuditQuery.List(db, new AuditFilter(Actor.Length == 0 ? null : Actor, null, null, Q.Length > 128 ? Q[..128] : Q, null, null, cursor, limit)));
    }
}
