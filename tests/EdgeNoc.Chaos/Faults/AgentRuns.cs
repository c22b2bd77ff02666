using System.Text.Json;

namespace EdgeNoc.Chaos.Faults;

/// <summary>The runs of the agent by what they call themselves, as far as they came to say so in <c>alive.json</c>.</summary>
internal sealed class AgentRuns(string stateDir)
{
    private readonly Lock _gate = new();
    private readonly List<(Guid Boot, DateTimeOffset? KilledAt)> _runs = [];

    /// <summary>In the order of their starts.</summary>
    public IReadOnlyList<Guid> All
    {
        get
        {
            lock (_gate) return [.. _runs.Select(run => run.Boot)];
        }
    }

    public IReadOnlyList<Guid> Killed
    {
        get
        {
            lock (_gate) return [.. _runs.Where(run => run.KilledAt is not null).Select(run => run.Boot)];
        }
    }

    /// <summary>The run that is under way, or that has just ended; null when it ended before it touched anything.</summary>
    public Guid? Look(DateTimeOffset? killedAt = null)
    {
        var boot = Read();
        lock (_gate)
        {
            var known = _runs.FindIndex(run => run.Boot == boot);
            // The mark of the run before: the one that ended now has left none.
            if (boot is null || (known >= 0 && _runs[known].KilledAt is not null)) return null;
            if (known < 0) _runs.Add((boot.Value, killedAt));
            else if (killedAt is not null) _runs[known] = (boot.Value, killedAt);
            return boot;
        }
    }

    private Guid? Read()
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(stateDir, "alive.json")));
            return json.RootElement.GetProperty("boot").GetGuid();
        }
        catch (Exception error) when (error is IOException or JsonException)
        {
            return null;
        }
    }
}
