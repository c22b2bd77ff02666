using System.Text;
using System.Text.Json.Nodes;
using EdgeNoc.Agent.Capture;
using EdgeNoc.Agent.Devices;
using EdgeNoc.Agent.Devices.Records;
using EdgeNoc.Tests.Devices;

namespace EdgeNoc.Tests.Capture;

/// <summary>Every capture in the tree, masked as the verb <c>capture</c> would have: nothing of a customer is left, and it still shows the same boxes and ONUs.</summary>
public sealed class MaskedCaptureTests
{
    public static TheoryData<string, string> Folders => CaptureTests.Folders;

    [Theory]
    [MemberData(nameof(Folders))]
    public void A_masked_capture_tells_of_nobody_and_still_the_same(string driverName, string firmware)
    {
        var driver = Drivers.Find(driverName)!;
        var folder = Path.Combine(AppContext.BaseDirectory, "captures", driverName, firmware);
        var command = Path.Combine(folder, "command.txt") is var file && File.Exists(file) ? File.ReadAllText(file).Trim() : null;
        var input = File.ReadAllBytes(Directory.EnumerateFiles(folder, "input.*").Single());

        var masked = new CaptureMask(("nobody-is-called-so", "n0b0dys")).Apply(input, driver.CustomerTexts(input));

        var bare = MaskCount.Of(driver, masked).AsItCame;
        Assert.True(bare.IsNone, $"{bare} are left");
        Assert.Equal(Shape(driver, command, input), Shape(driver, command, masked));
    }

    /// <summary>A box erases its pager with control codes, and the next row stands in the same line of bytes.</summary>
    [Theory]
    [InlineData("zte-cli", "--More--\b\b\b\b\b\b\b\b        \b\b\b\b\b\b\b\b")]
    [InlineData("smartax-cli", "---- More ( Press 'Q' to break ) ----\x1b[37D                                     \x1b[37D")]
    [InlineData("hioso-cli", "--- Enter Key To Continue ----\r                              \r")]
    [InlineData("ne8000", "  ---- More ----\x1b[42D                                          \x1b[42D")]
    [InlineData("huawei-vrp", "  ---- More ----\x1b[42D                                          \x1b[42D")]
    public void What_stands_behind_an_erased_pager_is_masked_too(string driverName, string pager)
    {
        var driver = Drivers.Find(driverName)!;
        foreach (var file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "captures", driverName), "input.*", SearchOption.AllDirectories))
        {
            var lines = Encoding.Latin1.GetString(File.ReadAllBytes(file)).ReplaceLineEndings("\n").Split('\n');
            Assert.Equal(Texts(driver, string.Join("\r\n", lines)), Texts(driver, string.Join("\r\n", lines.Select((line, row) => row == 0 || line.Contains('#', StringComparison.Ordinal) || line.StartsWith('<') || line.StartsWith('[') ? line : pager + line))));
        }
    }

    private static List<string> Texts(DriverDefinition driver, string answer) =>
        [.. driver.CustomerTexts(Encoding.Latin1.GetBytes(answer)).Select(place => answer.Substring(place.Start, place.Length)).Order(StringComparer.Ordinal)];

    /// <summary>What there is, and its numbers: all but texts.</summary>
    private static List<string> Shape(DriverDefinition driver, string? command, byte[] capture)
    {
        var parser = command is null ? driver.Parsers[0] : driver.ParserOf(command)!;
        var reading = Assert.IsType<PollResult.Read>(parser.ParseFor(command, capture)).Reading;
        return [.. JsonNode.Parse(ReadingJson.Of(driver, reading)!)!.AsArray().Select(record => string.Join(' ', record!.AsObject()
            .Where(field => field.Key is "measurement" or "status" or "onu" || field.Value!.GetValueKind() == System.Text.Json.JsonValueKind.Number)
            .Select(field => $"{field.Key}={field.Value}")))];
    }
}
