using System.Text;
using System.Text.Json;

namespace EdgeNoc.Collector.Inventory.Find;

/// <summary>A row of a site's table that was found.</summary>
/// <param name="Table">Which table.</param>
/// <param name="Row">Its number there, from 0.</param>
/// <param name="Rank">0: a whole value; 1: a value begins so; 2: somewhere within one.</param>
internal readonly record struct FoundRow(TableKeys Table, int Row, int Rank);

/// <summary>
/// What of one table can be searched, as one run of bytes, <c>⇥nclient-017⇥m001a2b3c4d5e⇥⏎</c> a row: a hundred thousand customers are some megabytes, and
/// looking through all of them takes milliseconds.
/// </summary>
internal sealed class TableKeys
{
    private const byte Tab = (byte)'\t';

    private readonly byte[] _bytes;
    private readonly int[] _starts;

    private TableKeys(string site, string device, string name, byte[] bytes, int[] starts) => (Site, Device, Name, _bytes, _starts) = (site, device, name, bytes, starts);

    public string Site { get; }

    public string Device { get; }

    public string Name { get; }

    public int Rows => _starts.Length;

    public int Bytes => _bytes.Length;

    /// <param name="site">The site's id.</param>
    /// <param name="device">The device.</param>
    /// <param name="name">One of <see cref="FindKey.Tables"/>.</param>
    /// <param name="table">The table itself.</param>
    public static TableKeys Of(string site, string device, string name, StoredTable table)
    {
        var columns = FindKey.Tables[name].Select(column => (column.Key, Index: table.Column(column.Column))).Where(column => column.Index >= 0).ToList();
        var text = new StringBuilder();
        using var bytes = new MemoryStream();
        var starts = new int[table.Rows];
        for (var row = 0; row < starts.Length; row++)
        {
            starts[row] = (int)bytes.Length;
            text.Clear().Append('\t');
            foreach (var (key, index) in columns)
            {
                if (FindKey.Value(key, table.Cell(row, index)) is { } value) text.Append(key).Append(value).Append('\t');
            }

            bytes.Write(Encoding.UTF8.GetBytes(text.Append('\n').ToString()));
        }

        return new TableKeys(site, device, name, bytes.ToArray(), starts);
    }

    /// <summary>Rows that have this whole value, its letter before it.</summary>
    public void Exact(string value, List<FoundRow> found, int most)
    {
        var needle = Encoding.UTF8.GetBytes($"\t{value}\t");
        for (var at = 0; found.Count < most && _bytes.AsSpan(at).IndexOf(needle) is >= 0 and var hit;)
        {
            var row = RowAt(at + hit);
            if (!found.Exists(known => known.Table == this && known.Row == row)) found.Add(new FoundRow(this, row, 0));
            at = End(row);
        }
    }

    /// <summary>Rows with a name, user, serial or remark that contains this.</summary>
    public void Within(string part, List<FoundRow> found, int most)
    {
        var needle = Encoding.UTF8.GetBytes(part);
        for (var at = 0; found.Count < most && _bytes.AsSpan(at).IndexOf(needle) is >= 0 and var hit;)
        {
            var position = at + hit;
            var field = _bytes.AsSpan(0, position).LastIndexOf(Tab);

            // Not the letter itself, and nothing that runs on into the next field.
            if (field >= 0 && position > field + 1 && FindKey.IsSearchedWithin((char)_bytes[field + 1]))
            {
                var row = RowAt(position);
                found.Add(new FoundRow(this, row, position == field + 2 ? 1 : 2));
                at = End(row);
            }
            else
            {
                at = position + 1;
            }
        }
    }

    /// <summary>The values of a row, each with its letter.</summary>
    public IReadOnlyList<string> KeysOf(int row) =>
        Encoding.UTF8.GetString(_bytes.AsSpan(_starts[row], End(row) - _starts[row])).Split(['\t', '\n'], StringSplitOptions.RemoveEmptyEntries);

    private int End(int row) => row + 1 < _starts.Length ? _starts[row + 1] : _bytes.Length;

    private int RowAt(int position)
    {
        var index = Array.BinarySearch(_starts, position);
        return index >= 0 ? index : ~index - 1;
    }
}
