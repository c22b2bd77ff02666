using System.Globalization;
using EdgeNoc.Agent.Devices.Records;

namespace EdgeNoc.Agent.Devices.HiosoEpon;

/// <summary>The page <c>system.asp</c>: <c>sysInfo</c> with texts about the box itself, and on some firmware <c>rowName</c> with the label of each from the fourth on.</summary>
internal static class SystemPage
{
    /// <summary>Texts that the labels leave out: name, description, location.</summary>
    private const int Unlabelled = 3;

    /// <summary>Name, description, location, model, version, its date, MAC, address, running time, hardware, serial number, CPU %, memory %.</summary>
    private const int FullWidth = 13;

    /// <summary>Null when the page has no <c>sysInfo</c>.</summary>
    public static PollResult? TryParse(ReadOnlySpan<byte> page, NameDecoder names)
    {
        if (Texts(page, "sysInfo"u8, names, out var end) is not { } texts) return null;
        if (end != ArrayEnd.Closed) return new PollResult.Failed(PageErrors.Broken(end, page.Length));
        if (texts.Count < 5) return new PollResult.Failed(PageErrors.NoRow(FullWidth, texts.Count));
        var labels = Texts(page, "rowName"u8, names, out _) ?? [];
        // Where CPU and memory stand differs between firmwares: without labels only the one form that is known counts.
        var isFull = texts.Count == FullWidth;
        var device = new DeviceRecord
        {
            Identity = texts[0],
            Model = Find(texts, labels, "type", 3),
            Version = Find(texts, labels, "software", 4),
            UptimeS = Find(texts, labels, "run", 8) is { } running ? Uptime.Read(running) : null,
            Serial = Find(texts, labels, "serial", isFull ? 10 : null),
            CpuPct = Measure(Find(texts, labels, "cpu", isFull ? 11 : null), "%", 0, 100),
            MemUsedPct = Measure(Find(texts, labels, "mem", isFull ? 12 : null), "%", 0, 100),
            TempC = Measure(Find(texts, labels, "temp", null) ?? texts.FirstOrDefault(IsTemperature), "°C", -60, 150),
        };
        return new PollResult.Read(new Reading { Device = device });
    }

    private static string? Find(List<string?> texts, List<string?> labels, string word, int? place)
    {
        for (var label = 0; label < labels.Count && label + Unlabelled < texts.Count; label++)
        {
            if (labels[label]?.Contains(word, StringComparison.OrdinalIgnoreCase) == true) return texts[label + Unlabelled];
        }

        return place is { } at && at < texts.Count ? texts[at] : null;
    }

    private static bool IsTemperature(string? text) => text is not null && (text.EndsWith("°C", StringComparison.Ordinal) || text.EndsWith('℃'));

    private static double? Measure(string? text, string unit, double from, double to)
    {
        var number = text?.TrimEnd([.. unit, '℃', ' ']);
        return number is not null && double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value >= from && value <= to
            ? value
            : null;
    }

    private static List<string?>? Texts(ReadOnlySpan<byte> page, ReadOnlySpan<byte> array, NameDecoder names, out ArrayEnd end)
    {
        using var buffer = new CellBuffer(page);
        if (buffer.Read(page, array) is not { } read)
        {
            end = default;
            return null;
        }

        end = read;
        var texts = new List<string?>();
        foreach (var cell in buffer.Cells[..Math.Min(buffer.Cells.Length, 64)])
        {
            var text = CellValue.Text(cell.In(page));
            texts.Add(text.Length > NameDecoder.MaxBytes ? null : names.Decode(text));
        }

        return texts;
    }
}
