using EdgeNoc.Agent.Devices.Cli;
using EdgeNoc.Agent.Devices.Records;

namespace EdgeNoc.Agent.Devices.VsolWeb;

/// <summary><c>systeminfo.html</c>: rows of a label and its value. No capture of it is public: labels are recognised by their words.</summary>
internal static class SystemPage
{
    public static PollResult Parse(string html)
    {
        var facts = HtmlTables.Read(html).SelectMany(table => table).Where(row => row.Length >= 2 && row[0].Length is > 0 and < 60).Select(row => (Key: row[0].ToLowerInvariant(), Value: row[1])).ToList();
        var device = new DeviceRecord
        {
            Identity = CliValue.Text(Find("system name") ?? Find("device name") ?? Find("host name")),
            Model = CliValue.Text(Find("model") ?? Find("device type") ?? Find("product")),
            Version = CliValue.Text(Find("software version") ?? Find("firmware")),
            Serial = CliValue.Text(Find("serial")),
            CpuPct = CliValue.Percent(Find("cpu")),
            MemUsedPct = CliValue.Percent(Find("memory")),
            TempC = CliValue.TempC(Find("temperature")),
        };
        return device == new DeviceRecord() ? new PollResult.Failed(VsolErrors.Without(html, "description of the box")) : new PollResult.Read(new Reading { Device = device });

        string? Find(string word) => facts.FirstOrDefault(fact => fact.Key.Contains(word, StringComparison.Ordinal)).Value;
    }
}
