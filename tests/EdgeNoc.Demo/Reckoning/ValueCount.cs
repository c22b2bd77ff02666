using EdgeNoc.Simulators.Olt;

namespace EdgeNoc.Demo.Reckoning;

/// <summary>A numbered value of one device.</summary>
internal readonly record struct DeviceValue(string Device, NumberedValue Value)
{
    public override string ToString() => $"{Device} {Value.Pon}:{Value.Onu} online_s={Value.OnlineS}";
}

/// <summary>What was served against what is stored, value by value.</summary>
/// <param name="Polled">Distinct numbered values that the simulators served.</param>
/// <param name="Stored">How many of them are in the database.</param>
/// <param name="Doubled">Rows beyond one a value.</param>
/// <param name="Unknown">Rows with a value that nobody served.</param>
/// <param name="Missing">The first few that were served and are not stored.</param>
internal sealed record ValueCount(int Polled, int Stored, int Doubled, int Unknown, IReadOnlyList<DeviceValue> Missing)
{
    private const int Listed = 10;

    public int Lost => Polled - Stored;

    /// <param name="served">From the ledgers.</param>
    /// <param name="rows">One for each row in the database, in any order.</param>
    public static ValueCount Of(IEnumerable<DeviceValue> served, IEnumerable<DeviceValue> rows)
    {
        var polled = served.ToHashSet();
        var stored = new HashSet<DeviceValue>();
        var (doubled, unknown) = (0, 0);
        foreach (var row in rows)
        {
            if (!polled.Contains(row)) unknown++;
            else if (!stored.Add(row)) doubled++;
        }

        return new ValueCount(polled.Count, stored.Count, doubled, unknown, [.. polled.Where(value => !stored.Contains(value)).Take(Listed)]);
    }
}
