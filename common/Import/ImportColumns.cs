namespace EdgeNoc.Common.Import;

/// <summary>What a column or key of a list means.</summary>
public enum ImportField
{
    Id,
    Name,
    Location,
    Address,
    Latitude,
    Longitude,

    /// <summary>Both in one: <c>-7.81, 112.01</c>.</summary>
    Coordinates,
}

/// <summary>The names that lists give their columns: this system's and those of the systems it takes over from.</summary>
public static class ImportColumns
{
    // In small letters, without blanks, dashes and underscores.
    private static readonly Dictionary<string, ImportField> Words = new(StringComparer.Ordinal)
    {
        ["id"] = ImportField.Id,
        ["idpelanggan"] = ImportField.Id,
        ["idccbs"] = ImportField.Id,
        ["idont"] = ImportField.Id,
        ["ontid"] = ImportField.Id,
        ["idcustomer"] = ImportField.Id,
        ["customerid"] = ImportField.Id,
        ["kode"] = ImportField.Id,
        ["kodepelanggan"] = ImportField.Id,
        ["nopelanggan"] = ImportField.Id,
        ["name"] = ImportField.Name,
        ["nama"] = ImportField.Name,
        ["namapelanggan"] = ImportField.Name,
        ["pelanggan"] = ImportField.Name,
        ["customer"] = ImportField.Name,
        ["customername"] = ImportField.Name,
        ["location"] = ImportField.Location,
        ["lokasi"] = ImportField.Location,
        ["alamat"] = ImportField.Location,
        ["tempat"] = ImportField.Location,
        ["site"] = ImportField.Location,
        ["address"] = ImportField.Address,
        ["ip"] = ImportField.Address,
        ["ipaddress"] = ImportField.Address,
        ["ipaddr"] = ImportField.Address,
        ["ipont"] = ImportField.Address,
        ["ontip"] = ImportField.Address,
        ["alamatip"] = ImportField.Address,
        ["host"] = ImportField.Address,
        ["latitude"] = ImportField.Latitude,
        ["lat"] = ImportField.Latitude,
        ["lintang"] = ImportField.Latitude,
        ["longitude"] = ImportField.Longitude,
        ["long"] = ImportField.Longitude,
        ["lng"] = ImportField.Longitude,
        ["lon"] = ImportField.Longitude,
        ["bujur"] = ImportField.Longitude,
        ["coordinates"] = ImportField.Coordinates,
        ["coordinate"] = ImportField.Coordinates,
        ["coords"] = ImportField.Coordinates,
        ["koordinat"] = ImportField.Coordinates,
        ["latlng"] = ImportField.Coordinates,
        ["latlong"] = ImportField.Coordinates,
    };

    /// <summary>Which column is what; a field that two columns could be is the one whose name is plainer, and <c>address</c> beside <c>ip</c> is a street.</summary>
    public static IReadOnlyDictionary<ImportField, int> Of(IReadOnlyList<string> names)
    {
        var found = new Dictionary<ImportField, int>();
        var words = names.Select(Plain).ToList();
        foreach (var (index, word) in words.Index())
        {
            if (Words.TryGetValue(word, out var field)) found.TryAdd(field, index);
        }

        var ip = words.FindIndex(word => word != "address" && Words.GetValueOrDefault(word, ImportField.Id) == ImportField.Address);
        if (ip >= 0 && words.IndexOf("address") is >= 0 and var street)
        {
            found[ImportField.Address] = ip;
            found.TryAdd(ImportField.Location, street);
        }

        return found;
    }

    /// <summary>A row from the texts of its columns.</summary>
    public static ImportRow Row(int line, IReadOnlyDictionary<ImportField, int> columns, IReadOnlyList<string?> cells)
    {
        var (latitude, longitude) = (Cell(ImportField.Latitude), Cell(ImportField.Longitude));
        if (latitude is null && longitude is null && Cell(ImportField.Coordinates)?.Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is { } parts)
            (latitude, longitude) = (parts[0], parts.Length == 2 ? parts[1] : null);
        return new ImportRow(line)
        {
            Id = Cell(ImportField.Id),
            Name = Cell(ImportField.Name),
            Location = Cell(ImportField.Location),
            Address = Cell(ImportField.Address),
            Latitude = latitude,
            Longitude = longitude,
        };

        string? Cell(ImportField field) =>
            columns.TryGetValue(field, out var index) && index < cells.Count && cells[index]?.Trim() is { Length: > 0 } text ? text : null;
    }

    private static string Plain(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant();
}
