using System.Globalization;
using System.Text.RegularExpressions;
using EdgeNoc.Dashboards;
using EdgeNoc.Dashboards.Boards;
using EdgeNoc.Dashboards.Json;
using EdgeNoc.Dashboards.Model;
using EdgeNoc.Dashboards.Queries;

namespace EdgeNoc.Tests.Dashboards;

/// <summary>Every query of every panel and variable, on a real InfluxDB with a week of two POPs.</summary>
[Trait("Category", "Slow")]
public sealed partial class DashboardsQueryTests(PopsInInflux pops) : IClassFixture<PopsInInflux>
{
    /// <summary>Panels that only one of the two sites can fill.</summary>
    private static readonly Dictionary<string, bool> OnlyLarge = new(StringComparer.Ordinal)
    {
        [Links.Router] = true, [Links.Onts] = true, [Links.Bng] = false, [Links.Availability] = false,
    };

    [Fact]
    public async Task Every_query_answers_with_the_columns_that_it_names_and_values_that_can_be()
    {
        var problems = new List<string>();
        foreach (var dashboard in AllDashboards.List)
        {
            foreach (var whole in Sites(dashboard))
            {
                // The collector's own figures are younger than the simulated week: a short range has short steps.
                var filled = dashboard.Uid is Links.Agents or Links.Alerts ? whole with { From = pops.Now.AddMinutes(-30) } : whole;
                foreach (var panel in dashboard.Panels)
                {
                    foreach (var query in panel.Queries) problems.AddRange(await ProblemsAsync($"{dashboard.Uid}: {panel.Title}", query, filled));
                }

                foreach (var variable in dashboard.Variables.OfType<Variable.FromQuery>())
                {
                    using var answer = await pops.AskAsync(filled.Fill(variable.Query));
                    var values = InfluxTable.Of(answer).Rows.Select(row => row["value"]).ToList();
                    if (!values.Contains(filled.Variables[variable.Name], StringComparer.Ordinal)) problems.Add($"{dashboard.Uid}: ${variable.Name} has [{string.Join(", ", values)}]");
                }

                if (dashboard.AlertsWhere is { } where) using (await pops.AskAsync(filled.Fill(DashboardJson.AlertsQuery("raised", where)))) { }
            }
        }

        Assert.True(problems.Count == 0, string.Join('\n', problems));
    }

    [Fact]
    public async Task A_site_that_fell_silent_is_told_with_the_time_of_its_last_data_and_counts_nowhere()
    {
        var sites = Wall.Dashboard.Panels.Single(panel => panel.Title == "Sites");
        var silent = await TableAsync(sites.Queries[^1], pops.Large());
        Assert.Equal([SimulatedPops.Silent], silent.Rows.Select(row => row["site"]));
        var lastHeard = pops.Pops.Times().Where(at => pops.Pops.Lines(SimulatedPops.Silent, at).Skip(1).Any()).Max();
        Assert.Equal(lastHeard.ToUnixTimeMilliseconds() * 1_000_000, long.Parse(silent.Rows[0]["time"]!, CultureInfo.InvariantCulture));

        var now = await TableAsync(sites.Queries[0], pops.Large());
        Assert.Equal([SimulatedPops.Large, SimulatedPops.Small], now.Rows.Select(row => row["site"]));
        var counts = new List<double>();
        foreach (var (query, column) in sites.Queries.Zip(["total", "online", "down", "power_off"])) counts.Add((await TableAsync(query, pops.Large())).Number(column, "site", SimulatedPops.Large));
        Assert.Equal([16, 15, 0, 1], counts);
        var count = await TableAsync(Query(Wall.Dashboard, "Sites without data"), pops.Large());
        Assert.Equal([1.0], count.Numbers("silent"));
        Assert.Equal([2.0], (await TableAsync(Query(Wall.Dashboard, "Sites with data"), pops.Large())).Numbers("sites"));
        Assert.Equal([19.0], (await TableAsync(Query(Wall.Dashboard, "ONUs"), pops.Large())).Numbers("online"));
    }

    [Fact]
    public async Task A_removed_device_is_told_as_silent_and_a_renamed_ONU_stays_one_series()
    {
        var boxes = EdgeNoc.Dashboards.Boards.Site.Dashboard.Panels.Single(panel => panel.Title == "OLTs and routers");
        Assert.Equal(["olt-1", "router-1"], (await TableAsync(boxes.Queries[0], pops.Large())).Rows.Select(row => row["device"]));
        Assert.Equal(["olt-old"], (await TableAsync(boxes.Queries[1], pops.Large())).Rows.Select(row => row["device"]));

        var onus = PonAndOnu.Dashboard.Panels.Single(panel => panel.Title == "ONUs");
        var rows = await TableAsync(onus.Queries[0], pops.Large());
        Assert.Equal(("CLIENT-003 new", "power_off"), (rows.Cell("name", "onu", "3"), rows.Cell("status", "onu", "8")));
        Assert.Equal(Enumerable.Range(1, 8).Select(n => n.ToString(CultureInfo.InvariantCulture)), rows.Rows.Select(row => row["onu"]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_stands_worst_stands_first_and_what_is_weak_is_counted()
    {
        var light = await TableAsync(Query(Wall.Dashboard, "Worst ten PONs: weakest light"), pops.Large());
        Assert.Equal(-28.5, light.Numbers("bottom").Min());
        Assert.Equal((SimulatedPops.Large, "olt-1", "0/1"), (light.Rows.MinBy(row => double.Parse(row["bottom"]!, CultureInfo.InvariantCulture))!["site"], light.Rows[0]["device"], light.Rows[0]["pon"]));
        Assert.Equal([1.0], (await TableAsync(Query(EdgeNoc.Dashboards.Boards.Site.Dashboard, "Weak ONUs"), pops.Large())).Numbers("weak"));
        Assert.Equal([1.0], (await TableAsync(Query(Wall.Dashboard, "Weak ONUs"), pops.Large())).Numbers("weak"));
        var bars = await TableAsync(Query(PonAndOnu.Dashboard, "Worst 20: weakest light"), pops.Large());
        Assert.Equal((-28.5, "7"), (bars.Numbers("RX").Min(), bars.Rows.MinBy(row => double.Parse(row["RX"]!, CultureInfo.InvariantCulture))!["onu"]));
    }

    [Fact]
    public async Task Work_that_was_announced_is_no_downtime_and_what_nobody_measured_is_neither()
    {
        var devices = Availability.Dashboard.Panels.Single(panel => panel.Title == "Devices of $site");
        var range = pops.Small() with { To = pops.Now };
        var known = await TableAsync(devices.Queries[0], range);
        var maintenance = await TableAsync(devices.Queries[1], range);
        Assert.Equal(1_800, known.Number("down_s", "device", "ne-1"), 3);
        Assert.Equal(0, known.Number("down_s", "device", "olt-1"));
        Assert.Equal(100, known.Number("available_pct", "device", "olt-1"));
        Assert.Equal(7_200, maintenance.Number("maintenance_s", "device", "ne-1"));
        Assert.InRange(known.Number("available_pct", "device", "ne-1"), 99.68, 99.71);

        // Its site has two boxes: the work on one of them is half of that time, and so is its failure on the last day.
        var sites = Availability.Dashboard.Panels.Single(panel => panel.Title == "Sites");
        var site = await TableAsync(sites.Queries[0], range);
        Assert.Equal(900, site.Number("down_s", "site", SimulatedPops.Small), 3);
        Assert.Equal(3_600, (await TableAsync(sites.Queries[1], range)).Number("maintenance_s", "site", SimulatedPops.Small), 3);
        Assert.InRange(site.Number("available_pct", "site", SimulatedPops.Small), 99.84, 99.86);
        Assert.InRange(site.Number("known_s", "site", SimulatedPops.Small), (7 * 86_400) - 3_600 - 600, (7 * 86_400) - 3_600 + 600);
        var halfHours = range with { From = HalfHour(range.From.AddMinutes(30)), To = HalfHour(range.To).AddSeconds(-1) };
        var unknown = await TableAsync(sites.Queries[2], halfHours);
        Assert.Equal([SimulatedPops.Silent], unknown.Rows.Select(row => row["site"]));
        Assert.InRange(unknown.Number("unknown_s", "site", SimulatedPops.Silent), SimulatedPops.SilentFor.TotalSeconds - 2_400, SimulatedPops.SilentFor.TotalSeconds + 600);

        static DateTimeOffset HalfHour(DateTimeOffset at) => DateTimeOffset.FromUnixTimeSeconds(at.ToUnixTimeSeconds() / 1_800 * 1_800);

        var old = await TableAsync(devices.Queries[2], pops.Large() with { To = pops.Now });
        Assert.InRange(old.Number("unknown_s", "device", "olt-old"), (5 * 86_400) - 600, (5 * 86_400) + 600);
    }

    [Fact]
    public async Task A_pool_that_fills_is_told_when_it_will_be_full_and_one_that_does_not_is_left_out()
    {
        var forecast = await TableAsync(Query(Ne8000.Dashboard, "Full in, if the last six hours go on so"), pops.Small());
        Assert.Equal(["residential"], forecast.Rows.Select(row => row["pool"]));
        Assert.InRange(forecast.Numbers("hours").Single(), 900, 1_400);
    }

    [Fact]
    public async Task Each_dashboard_can_be_drawn_and_says_that_it_is_a_preview()
    {
        var files = await DashboardPreviews.DrawAsync(pops, uid => uid switch
        {
            Links.Bng => pops.Small() with { From = pops.Now.AddHours(-24), Pixels = 200 },
            Links.Availability => pops.Small() with { To = pops.Now },
            Links.Agents or Links.Alerts => pops.Large() with { From = pops.Now.AddMinutes(-30), Pixels = 200 },
            _ => pops.Large() with { From = pops.Now.AddHours(-6), Pixels = 200 },
        });
        Assert.Equal(AllDashboards.List.Count, files.Count);
        Assert.All(files, file =>
        {
            var picture = System.Xml.Linq.XDocument.Load(file);
            Assert.Contains(picture.Descendants().Select(element => element.Value), text => text.Contains("not a Grafana screenshot", StringComparison.Ordinal));
            Assert.InRange(new FileInfo(file).Length, 3_000, 300_000);
        });
        Assert.Contains("no data since", await File.ReadAllTextAsync(files[0]), StringComparison.Ordinal);
    }

    private static Query Query(Dashboard dashboard, string title) => dashboard.Panels.Single(panel => panel.Title == title).Queries[0];

    private async Task<InfluxTable> TableAsync(Query query, Substitution filled)
    {
        using var answer = await pops.AskAsync(filled.Fill(query.Text));
        return InfluxTable.Of(answer);
    }

    private IEnumerable<Substitution> Sites(Dashboard dashboard)
    {
        var stores = dashboard.Variables.Any(variable => variable.Name == "store") ? new[] { "autogen", "m5" } : ["autogen"];
        foreach (var store in stores)
        {
            if (!OnlyLarge.TryGetValue(dashboard.Uid, out var isLarge) || isLarge) yield return pops.Large(store);
            if (!OnlyLarge.TryGetValue(dashboard.Uid, out isLarge) || !isLarge) yield return pops.Small(store);
        }
    }

    private async Task<IReadOnlyList<string>> ProblemsAsync(string where, Query query, Substitution filled)
    {
        var text = filled.Fill(query.Text);
        InfluxTable table;
        try
        {
            using var answer = await pops.AskAsync(text);
            table = InfluxTable.Of(answer);
        }
        catch (InvalidOperationException refused)
        {
            return [$"{where}: {refused.Message}"];
        }

        if (table.Rows.Count == 0) return query.MayBeEmpty ? [] : [$"{where}: no rows for {filled.Variables["site"]}: {text}"];
        var problems = new List<string>();
        foreach (var column in Aliases().Matches(text[..text.IndexOf(" FROM ", StringComparison.Ordinal)]).Select(match => match.Groups["name"].Value))
        {
            if (!table.Columns.Contains(column, StringComparer.Ordinal)) problems.Add($"{where}: no column {column}");
            else if (!query.MayBeEmpty && table.Rows.All(row => row[column] is null) && !IsRarelyMeasured(column)) problems.Add($"{where}: column {column} is empty for {filled.Variables["site"]}: {text}");
            problems.AddRange(table.Numbers(column).Where(number => !IsPlausible(column, number)).Take(1).Select(number => string.Create(CultureInfo.InvariantCulture, $"{where}: {column} is {number}")));
        }

        return problems;
    }

    /// <summary>Not every driver reads these, nor does every simulated site have them.</summary>
    private static bool IsRarelyMeasured(string column) => column is "voltage_v" or "error" or "reason" or "mac" or "serial" or "olt_rx_dbm" or "disk_used_pct" or "delivered" or "latency_ms";

    private static bool IsPlausible(string column, double value) => double.IsNaN(value) || (double.IsFinite(value) && column.Split('_')[^1] switch
    {
        "dbm" or "RX" or "TX" or "rx" => value is > -45 and < 10,
        "pct" or "CPU" or "cpu" => value is >= 0 and <= 100,
        "c" or "temp" or "temperature" => value is > -20 and < 110,
        "share" => value is >= 0 and <= 1,
        "up" or "bps" or "in" or "out" or "s" or "online" or "offline" or "total" or "active" => value is >= 0 and < 1e15,
        _ => true,
    });

    [GeneratedRegex("AS \"(?<name>[^\"]+)\"", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Aliases();
}
