using System.Text;
using System.Text.Json;
using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Alerts.Silences;
using EdgeNoc.Collector.Api.Entries;
using EdgeNoc.Collector.Api.Seed;
using EdgeNoc.Common.Config;
using EdgeNoc.Rig;
using EdgeNoc.Tests.Alerts;

namespace EdgeNoc.Tests.Api;

public sealed class SeedTests
{
    private static readonly Actor Verb = new("verb", "budi", "verb");
    private static readonly string Folder = Path.Combine(RigDirectory.RepositoryRoot, "collector", "Api", "Seed");

    [Fact]
    public void The_documented_sample_is_taken_as_it_stands()
    {
        using var story = new Story(onDisk: false);
        var seed = Read(File.ReadAllText(Path.Combine(Folder, "alerting.sample.json")).Replace("\"mpwa\"", "\"my-mpwa\"", StringComparison.Ordinal));
        Assert.Empty(seed.Errors);
        Assert.Equal("1 site, 4 contacts, 1 rotation, 3 routes, 1 silence, 1 template, 3 reports", seed.Config!.Counts);
        story.Do(db =>
        {
            AlertingImport.Apply(db, seed.Config, Verb, replace: false, Story.Start);
            return 0;
        });
        Assert.Equal(["group", "night", "day"], story.Query<string>("SELECT id FROM routes ORDER BY position"));
        Assert.Equal("628123456789", story.Query<string>("SELECT address FROM contact_addresses WHERE contact = 'budi'").Single());
        Assert.Equal(14, story.Query<long>("SELECT COUNT(*) FROM audit WHERE via = 'verb'").Single());
    }

    [Fact]
    public void The_schema_for_editors_knows_every_key_of_the_sample()
    {
        using var schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "alerting.schema.json")));
        using var sample = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "alerting.sample.json")), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip });
        var root = schema.RootElement;
        Assert.Empty(Unknown(root, root, sample.RootElement, "$"));
    }

    [Fact]
    public void All_that_is_wrong_is_said_with_its_path_and_what_to_do()
    {
        var load = Read("""
            {
              "contacts": [
                { "id": "budi", "addresses": [{ "channel": "my-mpwa", "address": "628111222" }] },
                { "id": "budi" },
                { "id": "siti", "addresses": [{ "channel": "wa2", "address": "628111222" }] }
              ],
              "rotations": [{ "id": "oncall", "starts": "2026-11-16", "members": ["nobody"] }],
              "routes": [{ "id": "all", "steps": [{ "to": ["rotation:oncall", "contact:boss"] }] }],
              "silences": [{ "matchers": [{ "name": "site", "op": "=", "value": "x" }], "ends": "2026-01-01T00:00:00Z", "starts": "2025-12-01T00:00:00Z", "comment": "old" }],
              "templates": [{ "name": "problem", "language": "en", "content": "hello" }],
              "report": []
            }
            """);
        Assert.Equal(
            [
                "alerting.json: contacts[1].id: \"budi\" is used twice: keep one of them",
                "alerting.json: contacts[2].addresses[0].channel: no channel \"wa2\" is configured: the collector's config has my-mpwa",
                "alerting.json: rotations[0].members[0]: \"nobody\" is no contact: the contacts are 628111222, budi, siti",
                $"alerting.json: rotations[0].starts: \"2026-11-16\" is no time: {IsoTime.Remedy}",
                "alerting.json: routes[0].steps[0].to[1]: \"boss\" is no contact: the contacts are 628111222, budi, siti",
            ],
            load.Errors.Take(5).Select(error => error.ToString()));
        Assert.StartsWith("alerting.json: templates[0].content: line 1: ", load.Errors[5].ToString(), StringComparison.Ordinal);
        Assert.Equal("alerting.json: report: is no key that is known here: did you mean reports?", load.Errors[6].ToString());
        Assert.Equal("alerting.json: silences[0].ends: has passed: the silence is left out", load.Warnings.Single().ToString());
    }

    [Fact]
    public void Taken_twice_it_changes_nothing_and_replace_removes_what_it_does_not_name()
    {
        using var story = new Story(onDisk: false);
        Take(story, """
            {"contacts":[{"id":"budi"},{"id":"siti"}],"routes":[{"id":"a","steps":[{"to":["contact:budi"]}]},{"id":"b","steps":[{"to":["contact:siti"]}]}],
             "silences":[{"matchers":[{"name":"site","op":"=","value":"x"}],"ends":"2026-12-01T00:00:00Z","comment":"c"}]}
            """, times: 2);
        Assert.Equal((2, 2, 1), (Count(story, "contacts"), Count(story, "routes"), Count(story, "silences")));
        Take(story, """{"contacts":[{"id":"siti"}],"routes":[{"id":"b","steps":[{"to":["contact:siti"]}]}]}""", replace: true);
        Assert.Equal(["siti"], story.Query<string>("SELECT id FROM contacts"));
        Assert.Equal(["b"], story.Query<string>("SELECT id FROM routes"));
        Assert.Equal(1, Count(story, "silences"));
    }

    [Fact]
    public async Task At_the_first_start_it_is_taken_and_a_broken_one_stops_nothing()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("edgenoc-seed-").FullName, "alerting.json");
        await File.WriteAllTextAsync(file, """{"contacts":[{"id":"budi","addresses":[{"channel":"my-mpwa","address":"628111222"}]}]}""", TestContext.Current.CancellationToken);
        await using (var api = await ApiRig.StartAsync(file))
        {
            Assert.Contains("\"budi\"", (await api.GetAsync("/api/v1/contacts")).Body, StringComparison.Ordinal);
            Assert.Equal("file", api.Story.Query<string>("SELECT via FROM audit").Single());
        }

        await File.WriteAllTextAsync(file, """{"contacts":[{"id":"bu di"}]}""", TestContext.Current.CancellationToken);
        await using var broken = await ApiRig.StartAsync(file);
        Assert.Equal("""{"items":[]}""", (await broken.GetAsync("/api/v1/contacts")).Body);
        Assert.Contains(broken.Log.Lines, line => line.StartsWith("Error: alerting.json: contacts[0].id: \"bu di\" cannot be an id", StringComparison.Ordinal));
    }

    private static long Count(Story story, string table) => story.Query<long>($"SELECT COUNT(*) FROM {table}").Single();

    private static void Take(Story story, string json, bool replace = false, int times = 1)
    {
        for (var n = 0; n < times; n++)
        {
            story.Do(db =>
            {
                var known = AlertingImport.Known(db, story.Rules, ApiRig.Config().Channels, replace);
                var load = ConfigFile.Parse(Encoding.UTF8.GetBytes(json), "alerting.json", (root, _) => AlertingFile.Read(root, known, Story.Start));
                Assert.Empty(load.Errors);
                AlertingImport.Apply(db, load.Config!, Verb, replace, Story.Start);
                return 0;
            });
        }
    }

    private static ConfigLoad<AlertingSeed> Read(string json) => ConfigFile.Parse(
        Encoding.UTF8.GetBytes(json), "alerting.json",
        (root, _) => AlertingFile.Read(root, new Known(new HashSet<string> { "628111222" }, new HashSet<string>(), ApiRig.Config().Channels), Story.Start));

    private static IEnumerable<string> Unknown(JsonElement root, JsonElement schema, JsonElement value, string path)
    {
        if (schema.TryGetProperty("$ref", out _)) schema = root.GetProperty("$defs").GetProperty("matcher");
        return value.ValueKind switch
        {
            JsonValueKind.Object => value.EnumerateObject().SelectMany(property => schema.GetProperty("properties").TryGetProperty(property.Name, out var known)
                ? Unknown(root, known, property.Value, $"{path}.{property.Name}")
                : [$"{path}.{property.Name}"]),
            JsonValueKind.Array => value.EnumerateArray().SelectMany((item, index) => Unknown(root, schema.GetProperty("items"), item, $"{path}[{index}]")),
            _ => [],
        };
    }
}
