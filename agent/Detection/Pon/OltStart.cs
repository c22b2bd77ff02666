using EdgeNoc.Agent.Devices.Records;

namespace EdgeNoc.Agent.Detection.Pon;

/// <summary>An OLT that has just started shows all its ONUs as gone until they have registered: that is no cut.</summary>
internal sealed class OltStart
{
    /// <summary>One failed poll is no start.</summary>
    private const int SilentPolls = 2;

    /// <summary>So long after its start a loss may still be the start's.</summary>
    private static readonly TimeSpan Registering = TimeSpan.FromMinutes(2);

    private int _failed;
    private TimeSpan _silentSince;
    private TimeSpan? _began;

    public void Failed(TimeSpan now)
    {
        if (_failed++ == 0) _silentSince = now;
    }

    /// <summary>The losses since then are judged together; null while the OLT is starting: then the ONUs get their time, and what is still gone after it is judged.</summary>
    public TimeSpan? Cutoff(TimeSpan now, TimeSpan window, OnuList onus)
    {
        if (_failed >= SilentPolls && MayHaveStarted(onus, now - _silentSince)) _began = now;
        _failed = 0;
        if (_began is not { } began) return now - window;
        if (now - began < Registering) return null;
        if (now - began > Registering + window) _began = null;
        return began < now - window ? began : now - window;
    }

    /// <summary>An ONU that is online for longer than the silence tells that the OLT went on working all the time.</summary>
    private static bool MayHaveStarted(OnuList onus, TimeSpan silence) =>
        !onus.Rows.Any(row => row.Onu is { Status: OnuStatus.Up, OnlineS: { } online } && online > silence.TotalSeconds + 30);
}
