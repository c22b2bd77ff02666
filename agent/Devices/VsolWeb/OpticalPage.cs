using System.Text.RegularExpressions;
using EdgeNoc.Agent.Devices.Cli;
using EdgeNoc.Agent.Devices.Records;

namespace EdgeNoc.Agent.Devices.VsolWeb;

/// <summary><c>onuoptical.html?ponid=1&amp;onuid=2</c> of a GPON box: the levels of one ONU as labels and values. Its address says which one.</summary>
internal static partial class OpticalPage
{
    public static PollResult Parse(string html, string? asked)
    {
        var facts = HtmlTables.Read(html).SelectMany(table => table).Where(row => row.Length >= 2).Select(row => (Key: string.Concat(row[0].Where(char.IsAsciiLetter)).ToLowerInvariant(), Value: row[1])).ToList();
        if (!facts.Any(fact => fact.Key.StartsWith("rxoptical", StringComparison.Ordinal))) return new PollResult.Failed(VsolErrors.Without(html, "levels of an ONU"));
        var place = PlacePattern().Match(asked ?? "");
        var rx = CliValue.RxDbm(Find("rxoptical"));
        var onus = new OnuList(hasStates: false);
        onus.Add(new OnuRecord
        {
            Pon = place.Success ? $"0/{place.Groups["pon"].Value}" : "?",
            Onu = place.Success ? place.Groups["onu"].Value : "0",
            Status = rx is null ? OnuStatus.Unknown : OnuStatus.Up,
            RxDbm = rx,
            TxDbm = CliValue.TxDbm(Find("txoptical")),
            TempC = CliValue.TempC(Find("temperature")),
            VoltageV = CliValue.VoltageV(Find("powerfeed") ?? Find("voltage")),
            BiasMa = CliValue.BiasMa(Find("laserbias") ?? Find("bias")),
        });
        return new PollResult.Read(onus.ToReading());

        string? Find(string word) => facts.FirstOrDefault(fact => fact.Key.StartsWith(word, StringComparison.Ordinal)).Value;
    }

    [GeneratedRegex(@"ponid=(?<pon>\d{1,3})&(?:amp;)?onuid=(?<onu>\d{1,4})", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex PlacePattern();
}
