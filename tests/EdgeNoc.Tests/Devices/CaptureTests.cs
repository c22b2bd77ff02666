using System.Text.Json.Nodes;
using EdgeNoc.Tests.Verbs;

namespace EdgeNoc.Tests.Devices;

/// <summary>
/// Every folder below <c>captures/DRIVER/</c> with an expected.json, <c>MODEL_FIRMWARE</c> or, as the verb <c>capture</c> writes them, <c>MODEL_FIRMWARE/ANSWER</c>: what the
/// verb <c>parse</c> makes of the input is what stands there. Where a driver reads more than one kind of capture, <c>command.txt</c> names the one.
/// </summary>
public sealed class CaptureTests
{
    private static readonly string Root = Path.Combine(AppContext.BaseDirectory, "captures");

    public static TheoryData<string, string> Folders =>
        new(Directory.EnumerateFiles(Root, "expected.json", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Root, Path.GetDirectoryName(file)!).Split(Path.DirectorySeparatorChar, 2))
            .OrderBy(parts => string.Join('/', parts), StringComparer.Ordinal)
            .Select(parts => (parts[0], parts[1])));

    [Theory]
    [MemberData(nameof(Folders))]
    public void A_capture_gives_the_records_that_are_expected(string driver, string firmware) => Check(driver, Path.Combine(Root, driver, firmware));

    [Fact]
    public void There_are_captures() => Assert.True(Folders.Count >= 2);

    [Fact]
    public void The_verb_that_verifies_captures_agrees()
    {
        var run = VerbRun.Of("captures", "verify", Root);
        Assert.Equal("", run.Error);
        Assert.True(run.ExitCode == 0, string.Join('\n', run.Output.Split('\n').Where(line => !line.StartsWith('✔'))));
        Assert.Equal(Folders.Count, run.Output.Split('\n').Count(line => line.StartsWith('✔')));
    }

    internal static void Check(string driver, string folder)
    {
        var input = Directory.EnumerateFiles(folder, "input.*").Single();
        Assert.True(File.Exists(Path.Combine(folder, "SOURCE.md")), "a capture says where it comes from");

        var command = Path.Combine(folder, "command.txt");
        var run = VerbRun.Of(["parse", driver, .. File.Exists(command) ? ["--command", File.ReadAllText(command).Trim()] : Array.Empty<string>(), input]);

        // A box may write rows that make no sense; that they are left out is part of what is expected.
        Assert.True(run.Error.Length == 0 || run.Error.EndsWith("made no sense and were left out\n", StringComparison.Ordinal), run.Error);
        Assert.Equal(0, run.ExitCode);
        var expected = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "expected.json")))!;
        Assert.True(JsonNode.DeepEquals(expected, JsonNode.Parse(run.Output)), $"expected {expected.ToJsonString()}\n but got {JsonNode.Parse(run.Output)!.ToJsonString()}");
    }
}
