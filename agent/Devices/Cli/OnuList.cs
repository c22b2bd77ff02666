using EdgeNoc.Agent.Devices.Records;

namespace EdgeNoc.Agent.Devices.Cli;

/// <summary>ONUs in the order of an answer, each once. What comes again, and what is more than an OLT can have, is counted and left out.</summary>
/// <param name="hasStates">Whether the answer tells the state of every ONU: one that lists levels says nothing of how many are down.</param>
internal sealed class OnuList(bool hasStates = true)
{
    private const int MaxOnus = 16_384;

    private readonly List<OnuRecord> _onus = [];
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);

    public int Count => _onus.Count;

    /// <summary>The heading of the list was there: without a row below it the box has no ONU.</summary>
    public bool HasHeading { get; set; }

    /// <summary>Rows that made no sense.</summary>
    public int Dropped { get; set; }

    public void Add(OnuRecord onu)
    {
        if (_onus.Count < MaxOnus && _places.TryAdd(onu.Entity, _onus.Count)) _onus.Add(onu);
        else Dropped++;
    }

    /// <summary>Completes an ONU that is there already; false when it is not.</summary>
    public bool Change(string pon, string onu, Func<OnuRecord, OnuRecord> change)
    {
        if (!_places.TryGetValue($"onu/{pon}:{onu}", out var place)) return false;
        _onus[place] = change(_onus[place]);
        return true;
    }

    /// <summary>ONUs and the sums of their PONs. Levels of an ONU that is not up are left out: they are what was read last.</summary>
    public Reading ToReading()
    {
        IReadOnlyList<OnuRecord> onus = [.. _onus.Select(Alive)];
        return new Reading { Onus = onus, Pons = hasStates ? PonRecord.Summarise(onus) : [], Dropped = Dropped };
    }

    /// <summary>The same as a result: an answer without any ONU is one only if it says so.</summary>
    public PollResult ToResult(CommandAnswer answer, string what) =>
        _onus.Count > 0 || (HasHeading && Dropped == 0) || AnswerErrors.SaysNothingThere(answer) ? new PollResult.Read(ToReading()) : new PollResult.Failed(AnswerErrors.Without(answer, what));

    private static OnuRecord Alive(OnuRecord onu) => onu.Status == OnuStatus.Up
        ? onu with { Reason = null }
        : onu.WithoutOptics() with { DistanceM = null, OnlineS = null };
}
