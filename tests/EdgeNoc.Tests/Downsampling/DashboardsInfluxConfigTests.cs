using EdgeNoc.Collector.Config;
using EdgeNoc.Rig;

namespace EdgeNoc.Tests.Downsampling;

/// <summary>The keys of <c>influx</c> for each generation.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class DashboardsInfluxConfigTests
{
    private readonly string _folder = RigDirectory.New("influx-config");

    [Fact]
    public void InfluxDB_2_has_an_organisation_and_a_token_from_a_file()
    {
        var influx = Load(""" "version": 2, "org": "noc", "token_file": "influx.token" """).Config!.Influx;
        Assert.Equal((InfluxGeneration.Two, "noc"), (influx.Generation, influx.Organisation));
        Assert.True(influx.Token!.TryRead(out var token, out _));
        Assert.Equal("token-2", token.Reveal());
        Assert.DoesNotContain("token-2", influx.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_version_it_is_1() => Assert.Equal(InfluxGeneration.One, Load(""" "database": "noc" """).Config!.Influx.Generation);

    [Theory]
    [InlineData(""" "version": 1, "token_file": "influx.token" """, "influx.token_file", "set \"version\" to 2 or 3")]
    [InlineData(""" "version": 2, "user": "u", "password_file": "influx.token" """, "influx.user", "use token_file")]
    [InlineData(""" "version": 3, "org": "noc", "token_file": "influx.token" """, "influx.org", "leave it out")]
    [InlineData(""" "version": 4 """, "influx.version", "3")]
    public void What_belongs_to_another_generation_is_told(string keys, string path, string words)
    {
        var error = Assert.Single(Load(keys).Errors).ToString();
        Assert.Contains(path, error, StringComparison.Ordinal);
        Assert.Contains(words, error, StringComparison.Ordinal);
    }

    private EdgeNoc.Common.Config.ConfigLoad<CollectorConfig> Load(string keys)
    {
        var token = Path.Combine(_folder, "influx.token");
        File.WriteAllText(token, "token-2\n");
        File.SetUnixFileMode(token, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var path = Path.Combine(_folder, "collector.json");
        File.WriteAllText(path, $$"""{ "state_dir": ".", "broker": { "urls": ["mqtt://b"] }, "influx": { "url": "http://i:8086", {{keys}} } }""");
        return CollectorConfigFile.Load(path);
    }
}
