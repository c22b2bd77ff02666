using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using EdgeNoc.Agent.Devices;
using EdgeNoc.Agent.Devices.Records;

namespace EdgeNoc.Agent.Capture;

/// <summary>What a capture is worth as a test.</summary>
internal enum CaptureWorth
{
    /// <summary>It gives the records that are expected.</summary>
    Good,

    /// <summary>It can be sent in or kept, but something is worth a look.</summary>
    Remark,

    /// <summary>As it is, it would fail as a test.</summary>
    Bad,
}

/// <summary>What a capture yields.</summary>
/// <param name="Worth">The worst of what was seen.</param>
/// <param name="Seen">What it is about and what came of it.</param>
/// <param name="Remarks">What is not well, each with what to do about it.</param>
/// <param name="IsBare">It holds names, MACs or public addresses that nothing stands for.</param>
internal sealed record CaptureVerdict(CaptureWorth Worth, string Seen, IReadOnlyList<string> Remarks, bool IsBare);

/// <summary>Reads a capture as the test over all captures does, and says what it found. Nothing is written.</summary>
internal static class CaptureVerifier
{
    private const int MaxBytes = 64 * 1024 * 1024;
    private const int MaxDifferences = 3;

    /// <exception cref="IOException">A file cannot be read.</exception>
    public static CaptureVerdict Verify(StoredCapture capture)
    {
        if (capture.Driver is not { } driver) return Bad("of no driver of this version", $"put it below a folder that is called like its driver ({string.Join(", ", Drivers.All.Where(known => known.Parsers.Count > 0).Select(known => known.Name))})");
        if (capture.Inputs() is not [var input]) return Bad($"{driver.Name}, {capture.Inputs().Count} answers", "a capture holds one answer of the device, byte for byte, as input.txt or input.html");
        if (new FileInfo(input).Length > MaxBytes) return Bad($"{driver.Name}, {Path.GetFileName(input)} is larger than 64 MB", "that is no answer to one question: capture it anew");
        var command = capture.Command;
        var parser = command is null ? driver.Parsers[0] : driver.ParserOf(command);
        var bytes = File.ReadAllBytes(input);
        var (masked, bare) = MaskCount.Of(driver, bytes);
        var about = $"{driver.Name} \"{command ?? driver.Parsers[0].Name}\"";
        var masks = $"masked: {masked}{(bare.IsNone ? "" : $"; as it came: {bare}")}";
        var (worth, seen, remarks) = parser is null ? Unread(capture) : Judge(capture, driver, parser.ParseFor(command, bytes));
        if (capture.Text("SOURCE.md") is not { Length: > 0 } source) (worth, remarks) = (CaptureWorth.Bad, [.. remarks, "SOURCE.md is missing: write there which box and firmware it is, and where it comes from"]);
        else if (!bare.IsNone && source.Contains("by the verb capture", StringComparison.Ordinal)) (worth, remarks) = (Worse(worth, CaptureWorth.Remark), [.. remarks, $"not masked: {bare}: look through {Path.GetFileName(input)} before you send it"]);
        return new(worth, $"{about}: {seen}; {masks}", remarks, !bare.IsNone);
    }

    private static (CaptureWorth Worth, string Seen, IReadOnlyList<string> Remarks) Unread(StoredCapture capture) => capture.Text("expected.json") is null
        ? (CaptureWorth.Remark, "nothing of this version reads it", ["it is kept for whoever writes the parser"])
        : (CaptureWorth.Bad, "nothing of this version reads it", ["correct command.txt: edgenoc-agent parse with a wrong --command lists what there is"]);

    private static (CaptureWorth Worth, string Seen, IReadOnlyList<string> Remarks) Judge(StoredCapture capture, DriverDefinition driver, PollResult result)
    {
        var expected = capture.Text("expected.json");
        if (result is PollResult.Failed { Error: var error })
            return (expected is null ? CaptureWorth.Remark : CaptureWorth.Bad, $"no records: {error.Detail}", [expected is null ? "if it should hold some, say in SOURCE.md what you expected, and send it in all the same" : error.Remedy]);
        var reading = ((PollResult.Read)result).Reading;
        if (ReadingJson.Of(driver, reading) is not { } records) return (expected is null ? CaptureWorth.Remark : CaptureWorth.Bad, "no records", ["if it should hold some, say in SOURCE.md what you expected, and send it in all the same"]);
        var found = JsonNode.Parse(records)!.AsArray();
        var (worth, seen, remarks) = Compare(expected, found);
        List<string> all = [.. remarks];
        if (reading.Dropped > 0) all.Add(string.Create(CultureInfo.InvariantCulture, $"{reading.Dropped} rows or fields made no sense and were left out: say in SOURCE.md what they mean"));
        return (reading.Dropped > 0 ? Worse(worth, CaptureWorth.Remark) : worth, $"{Counted(found)}, {seen}", all);
    }

    private static (CaptureWorth Worth, string Seen, IReadOnlyList<string> Remarks) Compare(string? expected, JsonArray found)
    {
        if (expected is null) return (CaptureWorth.Remark, "no expected.json beside it", ["compare the records with the answer (edgenoc-agent parse) and keep them as expected.json: then it is a test"]);
        JsonArray wanted;
        try
        {
            wanted = JsonNode.Parse(expected, documentOptions: new() { AllowDuplicateProperties = false }) as JsonArray ?? throw new JsonException("it is no list");
        }
        catch (JsonException exception)
        {
            return (CaptureWorth.Bad, "expected.json is no JSON", [$"mend it ({exception.Message}), or write it anew with edgenoc-agent parse"]);
        }

        var differences = RecordDifferences.Of(wanted, found);
        if (differences.Count == 0) return (CaptureWorth.Good, "as expected", []);
        var more = differences.Count > MaxDifferences ? string.Create(CultureInfo.InvariantCulture, $" and {differences.Count - MaxDifferences} more") : "";
        return (CaptureWorth.Bad, string.Create(CultureInfo.InvariantCulture, $"{differences.Count} differences to expected.json"), [$"{string.Join("; ", differences.Take(MaxDifferences))}{more}: see which of them is what the device said"]);
    }

    /// <summary><c>12 onu, 1 pon</c>, in the order of their first.</summary>
    private static string Counted(JsonArray records) => string.Join(", ", records
        .GroupBy(record => (string?)record!["measurement"] ?? (string?)record["table"] ?? "?", StringComparer.Ordinal)
        .Select(kind => string.Create(CultureInfo.InvariantCulture, $"{kind.Count()} {kind.Key}")));

    private static CaptureWorth Worse(CaptureWorth one, CaptureWorth other) => (CaptureWorth)Math.Max((int)one, (int)other);

    private static CaptureVerdict Bad(string seen, string remark) => new(CaptureWorth.Bad, seen, [remark], IsBare: false);
}
