using System.Text.Json.Nodes;
using EdgeNoc.Tests.Verbs;

namespace EdgeNoc.Tests.Devices;

/// <summary>
/// Every folder <c>captures/DRIVER/MODEL_FIRMWARE</c>: what the verb <c>parse</c> makes of the input is what stands in expected.json.
/// Where a driver reads more than one kind of capture, <c>command.txt</c> names the one.
/// </summary>
public sealed class CaptureTests
{
    private static readonly string Root = Path.Combine(AppContext.BaseDirectory, "captures");

    public static TheoryData<string, string> Folders =>
        new(Directory.EnumerateFiles(Root, "expected.json", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Root, Path.GetDirectoryName(file)!).Split(Path.DirectorySeparatorChar))
            .OrderBy(parts => string.Join('/', parts), StringComparer.Ordinal)
            .Select(parts => (parts[0], parts[1])));

    [Theory]
    [MemberData(nameof(Folders))]
    public void A_capture_gives_the_records_that_are_expected(string driver, string firmware)
    {
        var folder = Path.Combine(Root, driver, firmware);
        var input = Directory.EnumerateFiles(folder, "input.*").Single();
        Assert.True(File.Exists(Path.Combine(folder, "SOURCE.md")), "a capture says where it comes from");

        var command = Path.Combine(folder, "command.txt");
        var run = VerbRun.Of(["parse", driver, .. File.Exists(command) ? ["--command", File.ReadAllText(command).Trim()] : Array.Empty<string>(), input]);

        Assert.Equal("", run.Error);
        Assert.Equal(0, run.ExitCode);
        var expected = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "expected.json")))!;
        Assert.True(JsonNode.DeepEquals(expected, JsonNode.Parse(run.Output)), $"expected {expected.ToJsonString()}\n but got {JsonNode.Parse(run.Output)!.ToJsonString()}");
    }

    [Fact]
    public void There_are_captures() => Assert.True(Folders.Count >= 2);
}
