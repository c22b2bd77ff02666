using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using EdgeNoc.Common.Sqlite;
using EdgeNoc.Demo.Reckoning;
using EdgeNoc.Simulators.Olt;
using Microsoft.Data.Sqlite;

namespace EdgeNoc.Chaos.Faults;

/// <summary>A telemetry message in a store.</summary>
/// <param name="Key">Run and number.</param>
/// <param name="Values">The numbered values in it.</param>
internal sealed record StoredBatch((string Boot, long Seq) Key, IReadOnlyList<DeviceValue> Values);

/// <summary>What a copy of the agent's stores holds after it was recovered from.</summary>
/// <param name="Sound">SQLite's own check found nothing.</param>
/// <param name="Events">Ids of the events in it.</param>
/// <param name="Messages">Its telemetry.</param>
internal sealed partial record StoreCopy(bool Sound, IReadOnlySet<Guid> Events, IReadOnlyList<StoredBatch> Messages)
{
    private static readonly string[] Files = ["events.db", "events.db-wal", "telemetry.db", "telemetry.db-wal"];

    public int Values => Messages.Sum(batch => batch.Values.Count);

    /// <summary>Copies, opens and reads. The agent must not write meanwhile: dead, or stopped by SIGSTOP.</summary>
    public static StoreCopy Take(string stateDir, string into)
    {
        Directory.CreateDirectory(into);
        foreach (var file in Files)
        {
            if (File.Exists(Path.Combine(stateDir, file))) File.Copy(Path.Combine(stateDir, file), Path.Combine(into, file), overwrite: true);
        }

        return Read(into);
    }

    /// <summary>The numbered values in line protocol.</summary>
    public static IEnumerable<DeviceValue> ValuesOf(string lines, string? device = null)
    {
        foreach (var line in lines.Split('\n'))
        {
            if (!line.StartsWith("onu,", StringComparison.Ordinal) || OnlinePattern().Match(line) is not { Success: true } online) continue;
            var tags = line[..line.IndexOf(' ', StringComparison.Ordinal)].Split(',').Skip(1).Select(tag => tag.Split('=')).ToDictionary(tag => tag[0], tag => tag[1], StringComparer.Ordinal);
            yield return new DeviceValue(device ?? tags["device"], new NumberedValue(tags["pon"], tags["onu"], long.Parse(online.Groups["s"].Value, CultureInfo.InvariantCulture)));
        }
    }

    private static StoreCopy Read(string folder)
    {
        var events = new HashSet<Guid>();
        var messages = new List<StoredBatch>();
        var sound = Each(Path.Combine(folder, "events.db"), "SELECT body FROM events", row => events.Add(EventId(row.GetString(0))))
            & Each(Path.Combine(folder, "telemetry.db"), "SELECT b.boot, m.seq, m.encoding, m.payload FROM messages m JOIN boots b ON b.id = m.boot_id", row => messages.Add(
                new StoredBatch((row.GetString(0), row.GetInt64(1)), [.. ValuesOf(Text(row.GetInt32(2), row.GetFieldValue<byte[]>(3)))])));
        return new StoreCopy(sound, events, messages);
    }

    /// <summary>False when the file cannot be read to its end or SQLite finds it damaged.</summary>
    private static bool Each(string file, string sql, Action<SqliteDataReader> take)
    {
        if (!File.Exists(file)) return true;
        try
        {
            using var database = new SqliteDatabase(SqliteStore.Open(file, "NORMAL"));
            if (database.Text("PRAGMA quick_check") != "ok") return false;
            database.Query(sql, row =>
            {
                take(row);
                return 0;
            });
            return true;
        }
        catch (SqliteException)
        {
            return false;
        }
    }

    private static Guid EventId(string body)
    {
        using var json = System.Text.Json.JsonDocument.Parse(body);
        return json.RootElement.GetProperty("id").GetGuid();
    }

    private static string Text(int encoding, byte[] payload)
    {
        if (encoding == 0) return Encoding.UTF8.GetString(payload);
        try
        {
            using var gzip = new GZipStream(new MemoryStream(payload), CompressionMode.Decompress);
            using var reader = new StreamReader(gzip, Encoding.UTF8);
            return reader.ReadToEnd();
        }
        catch (InvalidDataException)
        {
            // An earlier damage hit it, and nobody has read it since.
            return "";
        }
    }

    [GeneratedRegex(@"[ ,]online_s=(?<s>\d+)i", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex OnlinePattern();
}
