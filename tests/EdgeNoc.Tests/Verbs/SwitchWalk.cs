using System.Text.Json.Nodes;
using EdgeNoc.Rig;

namespace EdgeNoc.Tests.Verbs;

/// <summary>Many simulated boxes with a switch each, one config with all of them, one <c>check</c>, and the line that each must come to.</summary>
internal sealed class SwitchWalk
{
    private readonly string _password;
    private readonly List<string> _entries = [];
    private readonly Dictionary<string, (string State, string Remedy)> _expected = new(StringComparer.Ordinal);

    /// <param name="name">Of its folder.</param>
    /// <param name="password">Lies in <c>pw</c> there, and may be in no line.</param>
    public SwitchWalk(string name, string password)
    {
        (_password, Folder) = (password, RigDirectory.New(name));
        File.WriteAllText(Path.Combine(Folder, "pw"), password);
    }

    public string Folder { get; }

    /// <param name="id">The device.</param>
    /// <param name="line">Its state, and a part of its remedy; a device that is well has none.</param>
    /// <param name="entry">Its entry in the config.</param>
    public void Add(string id, (string State, string Remedy) line, string entry)
    {
        _entries.Add(entry);
        _expected.Add(id, line);
    }

    /// <summary>Checks them all and holds each to its line.</summary>
    /// <returns>State and detail of each.</returns>
    public async Task<IReadOnlyDictionary<string, (string State, string Detail)>> CheckAsync()
    {
        var config = Path.Combine(Folder, "agent.json");
        await File.WriteAllTextAsync(config, $$"""{ "site": "walk", "state_dir": "{{Folder}}", "broker": { "urls": ["mqtt://127.0.0.1:1"] }, "devices": [ {{string.Join(",\n", _entries)}} ] }""");
        var run = await Task.Run(() => VerbRun.Of("check", "--json", "--config", config));
        Assert.Equal("", run.Error);
        var lines = JsonNode.Parse(run.Output)!.AsArray().Where(item => _expected.ContainsKey((string)item!["check"]!))
            .ToDictionary(item => (string)item!["check"]!, item => (State: (string)item!["state"]!, Detail: (string)item["detail"]!, Remedy: (string?)item["remedy"] ?? ""), StringComparer.Ordinal);
        Assert.Equal(_expected.Keys.Order(StringComparer.Ordinal), lines.Keys.Order(StringComparer.Ordinal));
        Assert.Multiple([.. _expected.Select(line => (Action)(() => Holds(line.Key, line.Value, lines[line.Key])))]);
        return lines.ToDictionary(line => line.Key, line => (line.Value.State, line.Value.Detail), StringComparer.Ordinal);
    }

    private void Holds(string box, (string State, string Remedy) expected, (string State, string Detail, string Remedy) line)
    {
        Assert.True(expected.State == line.State && line.Remedy.Contains(expected.Remedy, StringComparison.Ordinal), $"{box}: {line.State}: {line.Detail}: {line.Remedy}");
        Assert.True(expected.State != "ok" || line.Remedy.Length == 0, $"{box}: {line.Remedy}");
        Assert.DoesNotContain(_password, line.Detail + line.Remedy, StringComparison.Ordinal);
    }
}
