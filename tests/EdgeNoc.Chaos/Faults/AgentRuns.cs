using System.Text.Json;

namespace EdgeNoc.Chaos.Faults;

/// <summary>How a run of the agent ended.</summary>
internal enum RunEnd
{
    /// <summary>It goes on.</summary>
    None,
    Stopped,
    Killed,
}

/// <summary>The runs of the agent by what they call themselves, as far as they came to say so in <c>alive.json</c>.</summary>
internal sealed class AgentRuns(string stateDir)
{
    private readonly Lock _gate = new();
    private readonly List<(Guid Boot, RunEnd End)> _runs = [];

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
            lock (_gate) return [.. _runs.Where(run => run.End == RunEnd.Killed).Select(run => run.Boot)];
        }
    }

    /// <summary>The run that is under way, or that has just ended so; null when it ended before it touched anything, and the mark is that of the run before.</summary>
    public Guid? Look(RunEnd end = RunEnd.None)
    {
        var boot = Read();
        lock (_gate)
        {
            var known = _runs.FindIndex(run => run.Boot == boot);
            if (boot is null || (known >= 0 && _runs[known].End != RunEnd.None)) return null;
            if (known < 0) _runs.Add((boot.Value, end));
            else _runs[known] = (boot.Value, end);
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
