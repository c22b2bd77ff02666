using System.Buffers;

namespace EdgeNoc.Agent.Devices.HiosoEpon;

/// <summary>Room for the cells of a page's arrays, rented: a full page has 45,000 of them every poll.</summary>
internal sealed class CellBuffer : IDisposable
{
    private const int MaxCells = 8192 * 22;

    private readonly Cell[] _rented;
    private readonly int _room;
    private int _count;

    /// <param name="page">The page whose arrays are to be read.</param>
    public CellBuffer(ReadOnlySpan<byte> page)
    {
        // The shortest cell there can be is one letter and a comma.
        _room = Math.Min(MaxCells, (page.Length / 2) + 1);
        _rented = ArrayPool<Cell>.Shared.Rent(_room);
    }

    public ReadOnlySpan<Cell> Cells => _rented.AsSpan(0, _count);

    /// <summary>Reads an array in place of the one before. Null when the page does not have it.</summary>
    public ArrayEnd? Read(ReadOnlySpan<byte> page, ReadOnlySpan<byte> name)
    {
        _count = 0;
        return ArrayLiteral.TryFind(page, name, out var start) ? ArrayLiteral.Read(page, start, _rented.AsSpan(0, _room), out _count) : null;
    }

    public void Dispose() => ArrayPool<Cell>.Shared.Return(_rented);
}
