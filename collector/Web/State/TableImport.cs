using System.Globalization;
using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Api;
using EdgeNoc.Collector.Api.Resources;
using EdgeNoc.Collector.Store;
using EdgeNoc.Common.Import;

namespace EdgeNoc.Collector.Web.State;

/// <summary>What became of a list of sites, devices, contacts or groups.</summary>
/// <param name="Table">Which.</param>
/// <param name="Applied">The good lines were taken; else they were only looked at.</param>
/// <param name="New">Made.</param>
/// <param name="Changed">There otherwise.</param>
/// <param name="Same">There just so.</param>
/// <param name="Refused">Lines that are not taken.</param>
/// <param name="Findings">Of these the first 500, each with its line.</param>
/// <param name="Unusable">Why it is no list at all.</param>
internal sealed record TableImportView(string Table, bool Applied, int New, int Changed, int Same, int Refused, IReadOnlyList<ImportFindingView> Findings, string? Unusable);

/// <summary>Takes a CSV line by line: what is wrong with a line is said and costs that line only, and no more of the file than a line is held.</summary>
internal static class TableImport
{
    public const int MostFindings = 500;

    /// <summary>More good lines than that are no list of an office, and would hold up events and messages meanwhile.</summary>
    public const int MostRows = 1_000;

    /// <param name="api">The database.</param>
    /// <param name="table">What the lines are.</param>
    /// <param name="list">Can be read twice.</param>
    /// <param name="apply">False: only look; it goes the same way, and is taken back.</param>
    /// <param name="actor">Who.</param>
    public static TableImportView Run(ApiContext api, ImportTable table, Stream list, bool apply, Actor actor)
    {
        using var text = ImportText.Open(list);
        var (csv, unusable) = CsvTable.Open(text);
        if (csv is null) return Nothing(table, unusable!);
        var names = csv.Header.Select(name => name.Trim().ToLowerInvariant().Replace(' ', '_')).ToList();
        if (table.Needed.Except(names, StringComparer.Ordinal).ToList() is { Count: > 0 } missing)
            return Nothing(table, $"line {csv.HeaderNumber} is no header of {table.Name}: {string.Join(", ", missing)} is missing; it may have {string.Join(", ", table.Columns)}{(table.MayHaveMore ? " and each key of the driver" : "")}");
        if (!table.MayHaveMore && names.Where(name => name.Length > 0).Except(table.Columns, StringComparer.Ordinal).ToList() is { Count: > 0 } unknown)
            return Nothing(table, $"line {csv.HeaderNumber}: {string.Join(", ", unknown.Select(ImportFinding.Shown))} is no column of {table.Name}; it may have {string.Join(", ", table.Columns)}");
        var (rows, report) = (new List<(int Line, Dictionary<string, string> Row)>(), new Report(table));
        Read(table, csv, names, rows, report);
        if (rows.Count > MostRows) return Nothing(table, string.Create(CultureInfo.InvariantCulture, $"it holds more than {MostRows} lines that can be used: split it"));
        try
        {
            return api.Change((db, now) =>
            {
                var to = new TableTarget(db, api, actor, now);
                foreach (var (line, row) in rows) Take(to, table, line, row, report);
                AlertDue.MarkAll(db, now);
                return apply ? report.View(isApplied: true) : throw new LookedException();
            });
        }
        catch (LookedException)
        {
            return report.View(isApplied: false);
        }
    }

    /// <summary>Keeps the lines that may be good; the others cost nothing but their place in the report, and nobody waits for them.</summary>
    private static void Read(ImportTable table, CsvTable csv, List<string> names, List<(int Line, Dictionary<string, string> Row)> rows, Report report)
    {
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var line in csv.Rows())
        {
            if (line.Finding is { } finding)
            {
                report.Refuse(finding.Line, finding.Problem, finding.Remedy);
                continue;
            }

            var row = new Dictionary<string, string>(StringComparer.Ordinal);
            for (var at = 0; at < names.Count; at++) if (names[at].Length > 0 && line.Cells![at].Trim() is { Length: > 0 } text) row[names[at]] = text;
            string Cell(string key) => row.GetValueOrDefault(key, "");
            var id = table.Id(Cell);
            if (table.Check(Cell) is { } problem) report.Refuse(line.Line, problem, $"write {string.Join(", ", table.Needed)} in each line");
            else if (!lines.TryAdd(id, line.Line)) report.Refuse(line.Line, string.Create(CultureInfo.InvariantCulture, $"{ImportFinding.Shown(id)} stands in line {lines[id]} already"), "keep one of them");
            else if (rows.Count <= MostRows) rows.Add((line.Line, row));
            else return;
        }
    }

    private static void Take(TableTarget to, ImportTable table, int line, IReadOnlyDictionary<string, string> row, Report report)
    {
        var (fate, errors) = (RowFate.Same, (IReadOnlyList<Common.Config.ConfigError>)[]);
        if (to.Db.Attempt(() => (fate, errors) = table.Take(to, row)) is { } failure) throw failure;
        if (errors.Count == 0) report.Count(fate);
        else report.Refuse(line, string.Join("; ", errors.Take(3).Select(error => $"{error.Path}: {(error.Value is null ? error.Problem : $"{error.Value} {error.Problem}")}")), errors[0].Remedy);
    }

    private static TableImportView Nothing(ImportTable table, string why) => new(table.Name, false, 0, 0, 0, 0, [], why);

    /// <summary>What is known of the list so far.</summary>
    private sealed class Report(ImportTable table)
    {
        private readonly int[] _counts = new int[3];
        private readonly List<ImportFindingView> _findings = [];
        private int _refused;

        public void Count(RowFate fate) => _counts[(int)fate]++;

        public void Refuse(int line, string problem, string remedy)
        {
            _refused++;
            if (_findings.Count < MostFindings) _findings.Add(new ImportFindingView(line, IsRefused: true, problem, remedy));
        }

        public TableImportView View(bool isApplied) => new(
            table.Name, isApplied, _counts[(int)RowFate.New], _counts[(int)RowFate.Changed], _counts[(int)RowFate.Same], _refused, [.. _findings.OrderBy(finding => finding.Line)], null);
    }

    /// <summary>Takes back what was only looked at.</summary>
    private sealed class LookedException : Exception;
}
