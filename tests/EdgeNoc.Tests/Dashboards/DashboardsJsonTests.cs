using EdgeNoc.Dashboards;
using EdgeNoc.Dashboards.Json;
using EdgeNoc.Dashboards.Model;
using EdgeNoc.Rig;

namespace EdgeNoc.Tests.Dashboards;

/// <summary>What is written for Grafana.</summary>
public sealed class DashboardsJsonTests
{
    private static readonly string Folder = Path.Combine(RigDirectory.RepositoryRoot, "dashboards", "json");

    [Fact]
    public void The_files_are_what_the_model_says_and_there_are_no_others()
    {
        if (Environment.GetEnvironmentVariable("GOLDEN") == "write")
        {
            foreach (var dashboard in AllDashboards.List) File.WriteAllText(Path.Combine(Folder, $"{dashboard.Uid}.json"), DashboardJson.Text(dashboard));
        }

        Assert.Equal(AllDashboards.List.Select(dashboard => dashboard.Uid).Order(StringComparer.Ordinal), Directory.GetFiles(Folder).Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal)!);
        Assert.All(AllDashboards.List, dashboard =>
            Assert.True(DashboardJson.Text(dashboard) == File.ReadAllText(Path.Combine(Folder, $"{dashboard.Uid}.json")),
                $"{dashboard.Uid}.json is stale: dotnet run --project dashboards -- write dashboards/json"));
    }

    [Fact]
    public void Rows_fit_the_grid_and_titles_are_told_apart()
    {
        Assert.All(AllDashboards.List, dashboard =>
        {
            Assert.All(dashboard.Rows, row => Assert.InRange(row.Panels.Sum(panel => panel.Width), 1, 24));
            Assert.Equal(dashboard.Panels.Count(), dashboard.Panels.Select(panel => panel.Title).Distinct(StringComparer.Ordinal).Count());
        });
        Assert.Equal(AllDashboards.List.Count, AllDashboards.List.Select(dashboard => dashboard.Title).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void Every_variable_of_a_query_or_a_link_is_on_its_dashboard_and_every_link_leads_to_one()
    {
        Assert.All(AllDashboards.List, dashboard =>
        {
            var known = dashboard.Variables.Select(variable => variable.Name).ToHashSet(StringComparer.Ordinal);
            var json = DashboardJson.Text(dashboard);
            var used = System.Text.RegularExpressions.Regex.Matches(json, @"\$(?:\{([a-z]\w*)|([a-z]\w*))").Select(match => match.Groups[1].Value + match.Groups[2].Value)
                .Where(name => name is not "timeFilter" && !name.StartsWith("tag_", StringComparison.Ordinal)).Distinct(StringComparer.Ordinal);
            Assert.Empty(used.Except(known, StringComparer.Ordinal));
            var targets = System.Text.RegularExpressions.Regex.Matches(json, "/d/([a-z0-9-]+)").Select(match => match.Groups[1].Value).Distinct(StringComparer.Ordinal);
            Assert.Empty(targets.Except(AllDashboards.List.Select(other => other.Uid), StringComparer.Ordinal));
        });
        Assert.Contains("/find?q=", DashboardJson.Text(AllDashboards.List[0]), StringComparison.Ordinal);
    }

    [Fact]
    public void Gaps_stay_gaps_and_nothing_that_is_not_there_is_green()
    {
        var queries = AllDashboards.List.SelectMany(dashboard => dashboard.Panels.SelectMany(panel => panel.Queries)).ToList();
        Assert.All(queries.Where(query => query.Shape == QueryShape.Series && query.Text.Contains("GROUP BY time(", StringComparison.Ordinal)),
            query => Assert.Contains("fill(none)", query.Text, StringComparison.Ordinal));
        Assert.All(AllDashboards.List.SelectMany(dashboard => dashboard.Panels).Where(panel => panel.Drawing is Drawing.Stat or Drawing.Table), panel =>
            Assert.All(panel.Queries, query => Assert.True(
                query.Text.Contains("$timeFilter", StringComparison.Ordinal) || query.Text.Contains("time > now()", StringComparison.Ordinal), $"{panel.Title} may show what was true long ago")));
    }

    [Fact]
    public void Each_stat_and_table_of_what_is_now_says_since_when_nothing_was_heard() =>
        Assert.All(AllDashboards.List.SelectMany(dashboard => dashboard.Panels).Where(panel => panel.Drawing is Drawing.Stat or Drawing.Table), panel =>
            Assert.True(
                !panel.Queries[0].Text.Contains("now() -", StringComparison.Ordinal) || panel.Queries[^1].Text.Contains("elapsed(", StringComparison.Ordinal)
                    // Lists of a few: the silent have no place in them, and stand in the table of all.
                    || panel.Title.StartsWith("Worst ten", StringComparison.Ordinal) || panel.Title.StartsWith("Full in", StringComparison.Ordinal),
                $"{panel.Title} does not"));
}
