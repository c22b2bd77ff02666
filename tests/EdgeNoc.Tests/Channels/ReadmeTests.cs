using System.Text;
using System.Text.RegularExpressions;
using EdgeNoc.Collector.Channels;
using EdgeNoc.Common.Config;
using EdgeNoc.Rig;

namespace EdgeNoc.Tests.Channels;

/// <summary>What the READMEs show is what the loader takes.</summary>
public sealed partial class ReadmeTests
{
    private static readonly string Folder = Path.Combine(RigDirectory.RepositoryRoot, "collector", "Channels");

    public static TheoryData<string> Readmes => [.. Directory.GetFiles(Folder, "README.md", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Folder, file)).Order(StringComparer.Ordinal)];

    [Fact]
    public void Every_provider_has_a_page_with_its_sample()
    {
        var samples = Readmes.Where(row => row.Data != "README.md").Select(row => ProviderName().Match(Sample(row.Data)).Groups["name"].Value);
        Assert.Equal(Providers.All.Keys, samples.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Readmes))]
    public void Its_sample_is_a_config(string readme)
    {
        var secrets = RigDirectory.New("readme");
        var sample = Sample(readme);
        foreach (Match file in SecretFile().Matches(sample)) File.WriteAllText(Path.Combine(secrets, file.Groups["name"].Value), "a-secret-0123456789");
        var json = SecretFile().Replace(sample, match => $"\"{Path.Combine(secrets, match.Groups["name"].Value)}\"");
        IReadOnlyList<IChannelSettings> channels = [];
        var load = ConfigFile.Parse(
            Encoding.UTF8.GetBytes(json.StartsWith('"') ? $"{{ {json} }}" : $"{{ \"channels\": [ {json} ] }}"), Path.Combine(secrets, "collector.json"), (root, _) =>
            {
                channels = ChannelList.Read(root);
                return new object();
            });
        Assert.Empty(load.Errors);
        Assert.NotEmpty(channels);
        foreach (var channel in channels) (channel.Open(TimeProvider.System) as IDisposable)?.Dispose();
    }

    private static string Sample(string readme) => Block().Match(File.ReadAllText(Path.Combine(Folder, readme))).Groups["sample"].Value.Trim();

    [GeneratedRegex("```jsonc\n(?<sample>.*?)```", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Block();

    [GeneratedRegex("\"/etc/edgenoc/(?<name>[^\"]+)\"", RegexOptions.CultureInvariant)]
    private static partial Regex SecretFile();

    [GeneratedRegex("\"provider\": \"(?<name>[^\"]+)\"", RegexOptions.CultureInvariant)]
    private static partial Regex ProviderName();
}
