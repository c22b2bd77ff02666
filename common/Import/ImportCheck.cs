using System.Globalization;
using System.Net;
using EdgeNoc.Common.Config;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Common.Import;

/// <summary>From rows to targets: what the config would refuse is refused here, with its line; what looks like a slip is remarked.</summary>
public sealed class ImportCheck
{
    private readonly List<ImportFinding> _findings = [];
    private readonly List<(int Line, ImportedOnt Target)> _targets = [];

    private ImportCheck()
    {
    }

    /// <summary>Judges all rows of a list.</summary>
    /// <returns>The targets in the list's order, and every finding in the order of lines.</returns>
    public static (IReadOnlyList<ImportedOnt> Targets, IReadOnlyList<ImportFinding> Findings) Judge(ImportList list)
    {
        var check = new ImportCheck();
        check._findings.AddRange(list.Findings);
        var ids = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var row in list.Rows)
        {
            if (check.ToTarget(row) is not { } target) continue;
            if (ids.TryGetValue(target.Id, out var first)) check.Refuse(row.Line, $"id \"{target.Id}\" stands in line {first} already", "give each ONT its own id");
            else
            {
                ids[target.Id] = row.Line;
                check._targets.Add((row.Line, target));
            }
        }

        check.RemarkDoubles("address", target => target.Address.ToString(), "only one of them can be right");
        check.RemarkDoubles("name", target => target.Name?.ToUpperInvariant(), "fine for two lines of one customer; otherwise correct one");
        check.RemarkDoubles("place", Place, "fine in one building; otherwise correct one");
        check.RemarkFarAway();
        check.RemarkLostLocations(list.Rows);
        return ([.. check._targets.Select(entry => entry.Target)], [.. check._findings.OrderBy(finding => finding.Line)]);
    }

    private ImportedOnt? ToTarget(ImportRow row)
    {
        var problem = IdProblem(row.Id);
        if (problem is { } id) Refuse(row.Line, id.Problem, id.Remedy);
        var address = Address(row);
        // All is said at once, so that one round of corrections is enough.
        var (latitude, longitude) = Coordinates(row, isTaken: problem is null && address is not null);
        if (problem is not null || address is null) return null;
        return new ImportedOnt(row.Id!, row.Name ?? row.Location, address, latitude, longitude);
    }

    private static (string Problem, string Remedy)? IdProblem(string? id) => id switch
    {
        null => ("the id is missing", "give every ONT an id of its own"),
        "site" => ("id \"site\" is reserved for the POP itself", "choose another id"),
        _ when !Topics.IsName(id) => ($"{ImportFinding.Shown(id)} cannot be an id", "use 1 to 64 letters, digits, dots, dashes and underscores, a letter or digit first"),
        _ => null,
    };

    private IPAddress? Address(ImportRow row)
    {
        if (row.Address is not { } text)
        {
            Refuse(row.Line, $"{Who(row)} has no IP address", "write its address, or leave the row out until there is one");
            return null;
        }

        if (!HostAddress.TryParse(text, out var address, out var problem))
        {
            Refuse(row.Line, $"address {ImportFinding.Shown(text)} of {Who(row)} {problem}", "write four numbers with dots, such as 192.0.2.101, or an IPv6 address");
            return null;
        }

        return address;
    }

    private (double? Latitude, double? Longitude) Coordinates(ImportRow row, bool isTaken)
    {
        if (row.Latitude is null && row.Longitude is null) return (null, null);
        var shown = $"{ImportFinding.Shown(row.Latitude ?? "")}, {ImportFinding.Shown(row.Longitude ?? "")}";
        var kept = isTaken ? "; the ONT is taken without a place" : "";
        if (row.Latitude is null || row.Longitude is null) Refuse(row.Line, $"{Who(row)} has one coordinate only ({shown})", $"write both or neither{kept}");
        else if (Degrees(row.Latitude) is not { } latitude || Degrees(row.Longitude) is not { } longitude) Refuse(row.Line, $"coordinates {shown} of {Who(row)} are no numbers", $"write degrees such as -7.81 and 112.01{kept}");
        else if (latitude == 0 && longitude == 0) Refuse(row.Line, $"coordinates 0, 0 of {Who(row)} lie in the Atlantic", $"write the right ones{kept}");
        else if (Math.Abs(latitude) > 90 && Math.Abs(latitude) <= 180 && Math.Abs(longitude) <= 90) Refuse(row.Line, $"latitude and longitude of {Who(row)} look swapped ({shown})", $"swap them{kept}");
        else if (Math.Abs(latitude) > 90 || Math.Abs(longitude) > 180) Refuse(row.Line, $"coordinates {shown} of {Who(row)} are out of range", $"write degrees from -90 to 90 and from -180 to 180{kept}");
        else return (latitude, longitude);
        return (null, null);
    }

    /// <summary>Also with a decimal comma, as spreadsheets in Indonesian write it.</summary>
    private static double? Degrees(string text) =>
        double.TryParse(text.Count(letter => letter == ',') == 1 && !text.Contains('.', StringComparison.Ordinal) ? text.Replace(',', '.') : text, NumberStyles.Float, CultureInfo.InvariantCulture, out var degrees) && double.IsFinite(degrees)
            ? degrees
            : null;

    private void RemarkDoubles(string what, Func<ImportedOnt, string?> value, string remedy)
    {
        foreach (var group in _targets.Where(entry => value(entry.Target) is not null).GroupBy(entry => value(entry.Target)!, StringComparer.Ordinal))
        {
            var first = group.First();
            foreach (var (line, target) in group.Skip(1))
                Remark(line, $"{target.Id} has the same {what} as {first.Target.Id} in line {first.Line} ({ImportFinding.Shown(group.Key)})", remedy);
        }
    }

    /// <summary>ONTs of one site lie near each other: what is a country away has lost a sign, a digit or its order.</summary>
    private void RemarkFarAway()
    {
        var places = _targets.Where(entry => entry.Target.Latitude is not null).ToList();
        if (places.Count < 3) return;
        var latitude = Median(places.Select(entry => entry.Target.Latitude!.Value));
        var longitude = Median(places.Select(entry => entry.Target.Longitude!.Value));
        foreach (var (line, target) in places)
        {
            if (IsNear(target.Latitude!.Value, target.Longitude!.Value)) continue;
            var (problem, remedy) = IsNear(target.Longitude!.Value, target.Latitude.Value) ? ("look swapped", "swap them")
                : IsNear(-target.Latitude.Value, target.Longitude.Value) || IsNear(target.Latitude.Value, -target.Longitude.Value) ? ("have probably lost a minus sign", "look at the others and put it right")
                : ("lie far away from the others", "check them on a map");
            Remark(line, string.Create(CultureInfo.InvariantCulture, $"the coordinates of {target.Id} ({target.Latitude}, {target.Longitude}) {problem}"), remedy);
        }

        bool IsNear(double north, double east) => Math.Abs(north - latitude) <= 3 && Math.Abs(east - longitude) <= 3;
    }

    /// <summary>The config knows a name only; one remark for the whole list, at the first such row.</summary>
    private void RemarkLostLocations(IReadOnlyList<ImportRow> rows)
    {
        var lost = rows.Where(row => row is { Name: not null, Location: not null } && row.Name != row.Location).ToList();
        if (lost.Count > 0) Remark(lost[0].Line, string.Create(CultureInfo.InvariantCulture, $"{lost.Count} rows have a name and a location; the name is taken"), "put what must be read in alerts into the name");
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }

    private static string? Place(ImportedOnt target) =>
        target.Latitude is { } latitude && target.Longitude is { } longitude ? string.Create(CultureInfo.InvariantCulture, $"{latitude}, {longitude}") : null;

    private static string Who(ImportRow row) => row.Id is { } id ? ImportFinding.Shown(id) : row.Name is { } name ? ImportFinding.Shown(name) : "this row";

    private void Refuse(int line, string problem, string remedy) => _findings.Add(new ImportFinding(line, ImportMark.Refused, problem, remedy));

    private void Remark(int line, string problem, string remedy) => _findings.Add(new ImportFinding(line, ImportMark.Remark, problem, remedy));
}
