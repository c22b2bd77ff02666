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
