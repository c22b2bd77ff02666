using System.Text.RegularExpressions;
using EdgeNoc.Common.Events;
using EdgeNoc.Rig;
using EdgeNoc.Tests.Api;
using Microsoft.AspNetCore.Routing;

namespace EdgeNoc.Tests.Web;

/// <summary>What <c>collector/Web/FEATURES.md</c> says of where everything went is there.</summary>
public sealed partial class FeaturesTests
{
    private const int Rows = 70;
    private static readonly string Page = File.ReadAllText(Path.Combine(RigDirectory.RepositoryRoot, "collector", "Web", "FEATURES.md"));

    [Fact]
    public void Every_row_is_there_once_and_says_where_and_what_shows_it()
    {
        var rows = Lines().Where(cells => int.TryParse(cells[0], System.Globalization.CultureInfo.InvariantCulture, out _)).ToList();
        Assert.Equal(Enumerable.Range(1, Rows), rows.Select(cells => int.Parse(cells[0], System.Globalization.CultureInfo.InvariantCulture)));
        Assert.All(rows, cells => Assert.True(cells is [_, { Length: > 0 }, { Length: > 0 }, var shown] && (shown.Length > 0 || cells[2] == "a later part"), string.Join(" | ", cells)));
    }

    [Fact]
    public async Task Every_page_and_endpoint_that_it_names_is_one_of_the_program()
    {
        await using var api = await ApiRig.StartAsync(withConsole: true);

        // Pages are made when the first one is asked for.
        Assert.Equal(System.Net.HttpStatusCode.OK, (await api.SendAsync(HttpMethod.Get, "/sign-in", token: null)).Status);
        var known = api.AllEndpoints.SelectMany(endpoint => Shapes(endpoint.RoutePattern.RawText!).SelectMany(shape => (endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods is { Count: > 0 } methods ? methods : ["GET", "POST"]).Select(method => $"{method} {shape}"))).ToHashSet();
        known.Add("GET /openapi/v1.json");
        Assert.Empty(Named().Where(name => Address().IsMatch(name)).Select(name => name.StartsWith('/') ? $"GET {name}" : name).Select(name => (name, Shape: Shapes(name.Split('?')[0]).Single())).Where(one => !known.Contains(one.Shape)).Select(one => one.name));
    }

    [Fact]
    public void Every_test_dashboard_and_kind_that_it_names_is_there()
    {
        var tests = typeof(FeaturesTests).Assembly.GetTypes().Select(type => type.Name).ToHashSet();
        Assert.DoesNotContain(Named(), name => TestName().IsMatch(name) && !tests.Contains(name));
        var boards = Directory.GetFiles(Path.Combine(RigDirectory.RepositoryRoot, "dashboards", "json")).Select(Path.GetFileNameWithoutExtension).ToHashSet();
        Assert.DoesNotContain(Named(), name => name.StartsWith("edgenoc-", StringComparison.Ordinal) && !name.Contains(' ', StringComparison.Ordinal) && !boards.Contains(name));
        Assert.DoesNotContain(Named(), name => KindName().IsMatch(name) && !EventKinds.All.ContainsKey(name));
    }

    /// <summary>The cells of all tables.</summary>
    private static IEnumerable<string[]> Lines() => Page.Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Select(line => line.Split('|')[1..^1].Select(cell => cell.Trim()).ToArray());

    /// <summary>What it names between ticks, but for what others called theirs.</summary>
    private static IEnumerable<string> Named() => Lines().SelectMany(cells => cells.Length == 2 ? cells[1..] : cells[2..]).SelectMany(cell => Ticked().Matches(cell)).Select(match => match.Groups["text"].Value).Distinct();

    /// <summary>An address with its parameters empty, so that their names do not matter; one that may be one of several words is several.</summary>
    private static IEnumerable<string> Shapes(string pattern)
    {
        var some = Words().Match(pattern);
        if (some.Success) return some.Groups["words"].Value.Split('|').Select(word => pattern.Replace(some.Value, word.Trim('^', '$'), StringComparison.Ordinal)).SelectMany(Shapes);
        var shape = Parameter().Replace(pattern, "{}");
        if (!shape.StartsWith('/') && !shape.Contains(' ', StringComparison.Ordinal)) shape = "/" + shape;

        // A last one with a value of its own may be left out, and may be written out.
        return pattern.Contains("{kind=", StringComparison.Ordinal) ? Collector.Web.Lists.SnapshotKinds.All.Keys.Select(kind => $"/lists/{kind}") : [shape];
    }

    [GeneratedRegex("`(?<text>[^`]+)`", RegexOptions.ExplicitCapture)]
    private static partial Regex Ticked();

    [GeneratedRegex("^((GET|POST|PUT|DELETE) )?/", RegexOptions.ExplicitCapture)]
    private static partial Regex Address();

    [GeneratedRegex("^[A-Z][A-Za-z]+Tests$")]
    private static partial Regex TestName();

    [GeneratedRegex("^[a-z]+\\.[a-z_]+$")]
    private static partial Regex KindName();

    [GeneratedRegex(@"\{[^{}]*\}")]
    private static partial Regex Parameter();

    [GeneratedRegex(@"\{\w+:regex\((?<words>[^()]*)\)\}", RegexOptions.ExplicitCapture)]
    private static partial Regex Words();
}
