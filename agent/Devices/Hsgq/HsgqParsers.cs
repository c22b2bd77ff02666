using EdgeNoc.Agent.Devices.Cli;
using EdgeNoc.Agent.Devices.Records;

namespace EdgeNoc.Agent.Devices.Hsgq;

/// <summary>The answers that are read. Lists of ONUs are told by their fields, so any of them can be the default.</summary>
internal static class HsgqParsers
{
    public static IReadOnlyList<CaptureParser> All { get; } =
    [
        .. new[] { "/onu_allow_list", "/onutable", "/onumgmt", "/ontinfo_table", "/gponmgmt", "/gponont_mgmt" }.Select(path => new CaptureParser(path, HsgqOnus.Parse)),
        new("/board", ParsePons),
    ];

    /// <summary><c>/board?info=pon</c>: the ports and how many ONUs each has.</summary>
    public static PollResult ParsePons(ReadOnlyMemory<byte> answer)
    {
        var (objects, error) = HsgqJson.Read(answer);
        if (error is not null) return new PollResult.Failed(error);
        var pons = objects.Select(Pon).OfType<PonRecord>().DistinctBy(pon => pon.Pon, StringComparer.Ordinal).Take(64).ToList();
        return pons.Count > 0 ? new PollResult.Read(new Reading { Pons = pons, CompletePons = new HashSet<string>(StringComparer.Ordinal) }) : new PollResult.Failed(HsgqErrors.Without("list of ports"));
    }

    private static PonRecord? Pon(IReadOnlyDictionary<string, string> row)
    {
        if (CliValue.Between(row.GetValueOrDefault("port_id"), 0, 1000) is not { } port) return null;
        var (online, offline) = (Count(row, "online"), Count(row, "offline"));
        return new PonRecord { Pon = ((int)port).ToString(System.Globalization.CultureInfo.InvariantCulture), Online = online, Offline = offline, Total = online + offline };
    }

    private static long? Count(IReadOnlyDictionary<string, string> row, string key) => CliValue.Between(row.GetValueOrDefault(key), -1, 10_000) is { } count ? (long)count : null;
}
