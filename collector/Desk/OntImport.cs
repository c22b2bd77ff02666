using System.Globalization;
using EdgeNoc.Common.Import;

namespace EdgeNoc.Collector.Desk;

/// <summary>What taking a list of ONTs into a site would do.</summary>
/// <param name="Taken">Those that are new or changed.</param>
/// <param name="New">Ids that the site does not have yet.</param>
/// <param name="Changed">Ids that it has otherwise.</param>
/// <param name="Same">Ids that stand there already, just so.</param>
/// <param name="Refused">Rows, or values of them, that are not taken.</param>
/// <param name="Remarks">What is taken and worth a look: doubles, places far away.</param>
/// <param name="Findings">Each with its line, in order; the first <see cref="OntImport.MostFindings"/>.</param>
/// <param name="Unusable">Why it is no list at all; null when it is one.</param>
internal sealed record OntImportReport(IReadOnlyList<OntEntry> Taken, int New, int Changed, int Same, int Refused, int Remarks, IReadOnlyList<ImportFinding> Findings, string? Unusable);

/// <summary>Reads a list of ONTs, CSV or JSON, and compares it with what a site has. The reading is that of the agent's verb <c>import</c>.</summary>
internal static class OntImport
{
    public const long MostBytes = 64 << 20;
    public const int MostFindings = 500;

    /// <summary>JSON is read as a whole.</summary>
    private const long MostJsonBytes = 16 << 20;

    /// <summary>More are no site, and no config that its agent would take.</summary>
    private const int MostOnts = 20_000;

    /// <param name="list">Can be read twice.</param>
    /// <param name="group">Where new ones go.</param>
    /// <param name="configJson">The site's config as it is.</param>
    public static OntImportReport Read(Stream list, string group, string? configJson)
    {
        var read = Rows(list);
        if (read.Unusable is { } unusable) return new OntImportReport([], 0, 0, 0, 0, 0, [], unusable);
        if (read.Rows.Count > MostOnts) return new OntImportReport([], 0, 0, 0, 0, 0, First([.. read.Findings]), string.Create(CultureInfo.InvariantCulture, $"it holds {read.Rows.Count} rows, and a site has at most {MostOnts} ONTs: split it by site"));
        var (onts, found) = ImportCheck.Judge(read);
        var findings = found.ToList();
        var known = SiteOnts.All(configJson).DistinctBy(ont => ont.Id).ToDictionary(ont => ont.Id, StringComparer.Ordinal);
        var byAddress = known.Values.GroupBy(ont => ont.Address, StringComparer.OrdinalIgnoreCase).ToDictionary(same => same.Key, same => same.First().Id, StringComparer.OrdinalIgnoreCase);
        var lines = read.Rows.Where(row => row.Id is not null).GroupBy(row => row.Id!, StringComparer.Ordinal).ToDictionary(same => same.Key, same => same.First().Line, StringComparer.Ordinal);
        var taken = new List<OntEntry>();
        var (added, changed, same) = (0, 0, 0);
        foreach (var ont in onts)
        {
            var entry = new OntEntry(ont.Id, ont.Name, ont.Address.ToString(), ont.Latitude, ont.Longitude, known.GetValueOrDefault(ont.Id)?.Group ?? group);
            if (byAddress.TryGetValue(entry.Address, out var other) && other != entry.Id)
                findings.Add(new ImportFinding(lines.GetValueOrDefault(ont.Id), ImportMark.Remark, $"{ont.Id} has the address of {other}, which the site has already ({entry.Address})", "only one of them can be right"));
            if (!known.TryGetValue(ont.Id, out var before)) added++;
            else if (before == entry) same++;
            else changed++;
            if (before != entry) taken.Add(entry);
        }

        var refused = findings.Count(finding => finding.Mark == ImportMark.Refused);
        return new OntImportReport(taken, added, changed, same, refused, findings.Count - refused, First(findings), null);
    }

    private static ImportList Rows(Stream list)
    {
        using var text = ImportText.Open(list);
        int first;
        do first = text.Read();
        while (first >= 0 && char.IsWhiteSpace((char)first));
        var isJson = first is '[' or '{';
        if (isJson && list.Length > MostJsonBytes) return new ImportList([], [], string.Create(CultureInfo.InvariantCulture, $"it is JSON of more than {MostJsonBytes >> 20} MB: save it as CSV, or split it"));
        list.Position = 0;
        using var again = ImportText.Open(list);
        return isJson ? JsonList.Read(again.ReadToEnd()) : CsvList.Read(again);
    }

    private static IReadOnlyList<ImportFinding> First(List<ImportFinding> findings) => [.. findings.OrderByDescending(finding => finding.Mark).ThenBy(finding => finding.Line).Take(MostFindings).OrderBy(finding => finding.Line)];
}
