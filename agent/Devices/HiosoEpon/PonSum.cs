using System.Globalization;
using EdgeNoc.Agent.Devices.Records;

namespace EdgeNoc.Agent.Devices.HiosoEpon;

/// <summary>Puts the pages of single PONs together, and keeps in mind which of them were whole.</summary>
/// <param name="dropped">Rows of the list of PONs that made no sense.</param>
internal sealed class PonSum(int dropped)
{
    /// <summary>Some firmware shows this many rows and the rest on pages of its own.</summary>
    private const int RowsOfAPage = 8;

    private readonly List<OnuRecord> _onus = [];
    private readonly List<PonRecord> _pons = [];
    private readonly HashSet<string> _complete = new(StringComparer.Ordinal);
    private readonly List<string> _remarks = [];
    private int _dropped = dropped;
    private int _failed;
    private PollError? _firstFailure;

    public bool IsEmpty => _pons.Count == 0 && _failed == 0;

    /// <summary>Adds a page that was read.</summary>
    /// <param name="listed">What the list of PONs says of it.</param>
    /// <param name="page">Its ONUs.</param>
    public void Add(PonRecord listed, Reading page)
    {
        // A box that shows another PON than it was asked for must not double that one's ONUs.
        var own = page.Onus.Where(onu => Belongs(onu.Pon, listed.Pon)).ToList();
        if (own.Count == 0 && page.Onus.Count > 0)
        {
            AddFailure(listed, PageErrors.OtherPon);
            return;
        }

        _dropped += page.Dropped + page.Onus.Count - own.Count;
        _onus.AddRange(own);
        _remarks.AddRange(page.Remarks.Except(_remarks, StringComparer.Ordinal));
        var sums = own.Count > 0 ? PonRecord.Summarise(own) : [new PonRecord { Pon = listed.Pon, Total = 0, Online = 0, Offline = 0, PowerOff = 0, Los = 0 }];
        if (listed.Total > page.Onus.Count)
        {
            _remarks.Add(string.Create(CultureInfo.InvariantCulture, $"PON {listed.Pon} has {listed.Total} ONUs and its page shows {page.Onus.Count}: the others are not seen"));
            _pons.Add(sums[0] with { Pon = listed.Pon, Total = listed.Total, Online = listed.Online, Offline = listed.Offline, PowerOff = null, Los = null });
            return;
        }

        _pons.AddRange(sums);
        if (listed.Total is not null || page.Onus.Count != RowsOfAPage) _complete.UnionWith(sums.Select(sum => sum.Pon));
    }

    /// <summary>Notes a page that could not be read: what hangs on this PON is unknown now.</summary>
    public void AddFailure(PonRecord listed, PollError error)
    {
        _failed++;
        _firstFailure ??= error;
        _remarks.Add($"PON {listed.Pon} could not be read: {error.Detail}");
    }

    /// <summary>A reading, or the error when not one PON could be read.</summary>
    public PollResult ToResult()
    {
        if (_pons.Count == 0) return new PollResult.Failed(_firstFailure ?? PageErrors.NoPons);
        return new PollResult.Read(new Reading { Onus = _onus, Pons = _pons, CompletePons = _complete, Remarks = _remarks, Dropped = _dropped });
    }

    private static bool Belongs(string pon, string listed) => pon == listed || pon.StartsWith($"{listed}/", StringComparison.Ordinal);
}
