using System.Security.Claims;
using EdgeNoc.Collector.Api;
using EdgeNoc.Collector.Api.Http;
using EdgeNoc.Collector.Users;
using EdgeNoc.Collector.Web.Text;

namespace EdgeNoc.Collector.Web.Charts;

/// <summary><c>/sites/{id}/history/{chart}</c>: what was measured, in some 300 steps. Without the database it says so and is no error: what is live is shown beside it.</summary>
internal static class HistoryEndpoint
{
    private const int MaxName = 64;

    public static void MapHistory(this RouteGroupBuilder v1)
    {
        v1.MapSiteHistory();
        v1.MapGet("/history/{chart}", async (NetworkCharts charts, Viewer viewer, ClaimsPrincipal user, string chart, string? range) =>
        {
            if (!NetworkQuery.Lines.ContainsKey(chart)) return Problems.Invalid("chart", "is not known of all sites", $"write one of {string.Join(", ", NetworkQuery.Lines.Keys)}");
            if (ChartRange.Of(range) is not { } stretch || !NetworkQuery.Ranges.Contains(stretch)) return Problems.Invalid("range", "is not known here", $"write one of {string.Join(", ", NetworkQuery.Ranges.Select(one => one.Word))}");
            var view = await charts.ReadAsync(chart, stretch, Person.ScopeOf(user)) ?? new ChartView([], [], Problem: viewer.Say(OverviewText.ChartDown));
            return Results.Ok(view with { Series = [.. view.Series.Select(line => line with { Label = viewer.Say(Label(line.Name)) })] });
        }).MindsSites().Gives<ChartView>("What was measured at all sites together: onus, sessions, light, temperature").Refuses(400);
    }

    private static void MapSiteHistory(this RouteGroupBuilder v1) => v1.MapGet("/sites/{id}/history/{chart}", async (
        ChartReader reader, Viewer viewer, TimeProvider time, HttpContext http, string id, string chart, string? device, string? pon, string? onu, string? @interface, string? range) =>
    {
        var query = new Query();
        var site = query.Site(id);
        var subject = new ChartSubject(site ?? id, query.Device(device), Name(query, "pon", pon), Name(query, "onu", onu), Name(query, "interface", @interface));
        var stretch = ChartRange.Of(range);
        if (stretch is null) return Problems.Invalid("range", "is not known here", $"write one of {string.Join(", ", ChartRange.All.Select(one => one.Word))}");
        if (query.Refused is { } refused) return refused;
        var now = time.GetUtcNow();
        if (ChartQuery.Of(chart, subject, stretch, now) is not { } influxql)
            return Problems.Invalid("chart", "is not known of this", $"write one of {string.Join(", ", ChartQuery.Lines.Keys)}; light wants device, pon and onu, traffic device and interface or pon, most others a device");
        var view = await reader.ReadAsync(influxql, [.. ChartQuery.Lines[chart].Select(field => (field, viewer.Say(Label(field))))], http.RequestAborted);
        return Results.Ok((view ?? new ChartView([], [], Problem: viewer.Say(OverviewText.ChartDown))) with { From = (now - stretch.Length).ToUnixTimeSeconds(), To = now.ToUnixTimeSeconds() });
    }).Gives<ChartView>("What was measured: onus, sessions, answer, load, temperature, light, up; of ports traffic, used, errors, optic").Refuses(400);

    private static Word Label(string field) => field switch
    {
        "online" => OverviewText.ChartOnline,
        "offline" => OverviewText.ChartOffline,
        "active" => OverviewText.ChartSessions,
        "rtt_ms" => OverviewText.ChartRtt,
        "cpu_pct" => OverviewText.ChartCpu,
        "temp_c" => OverviewText.ChartTemp,
        "rx_dbm" => OverviewText.ChartRx,
        "weak" => OverviewText.Weak,
        "rx_avg_dbm" => OverviewText.ChartRx,
        "rx_bps" => TrafficText.Rx,
        "tx_bps" => TrafficText.Tx,
        "util_pct" => TrafficText.ChartUtil,
        "rx_errors" => TrafficText.ChartRxErrors,
        "tx_errors" => TrafficText.ChartTxErrors,
        "tx_dbm" => TrafficText.ChartTx,
        _ => OverviewText.ChartUp,
    };

    private static string? Name(Query query, string parameter, string? text) => text?.Length > MaxName ? query.Text(parameter, new string('x', 200)) : query.Text(parameter, text);
}
