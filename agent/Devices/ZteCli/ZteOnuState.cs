using System.Text.RegularExpressions;
using EdgeNoc.Agent.Devices.Cli;
using EdgeNoc.Agent.Devices.Records;

namespace EdgeNoc.Agent.Devices.ZteCli;

/// <summary><c>show gpon onu state</c>: a row an ONU, with or without <c>O7 State</c>, <c>Channel</c> or <c>Speed mode</c> beside the phase.</summary>
internal static partial class ZteOnuState
{
    public static PollResult Parse(CommandAnswer answer)
    {
        var onus = new OnuList();
        int? phaseColumn = null;
        foreach (var line in answer.Lines)
        {
            if (line.Contains("Phase State", StringComparison.OrdinalIgnoreCase)) (onus.HasHeading, phaseColumn) = (true, Place(line));
            if (!ZteOnuId.TryRow(line, out var pon, out var onu, out var cells)) continue;
            if (Phase(cells, phaseColumn) is not { } phase) onus.Dropped++;
            else onus.Add(new OnuRecord { Pon = pon, Onu = onu, Status = phase.Status, Reason = phase.Reason });
        }

        return onus.ToResult(answer, "states of ONUs");
    }

    /// <summary>Which cell after the ONU's name the heading puts the phase in.</summary>
    private static int? Place(string heading)
    {
        var columns = HeadingPattern().Matches(heading).Select(column => column.Value).ToList();
        var place = columns.FindIndex(column => column.StartsWith("Phase", StringComparison.OrdinalIgnoreCase));
        return place > 0 ? place - 1 : null;
    }

    /// <summary>By the heading; where a cell is missing or the heading is, the last cell that is a phase: the columns beside it speak other words.</summary>
    private static (OnuStatus Status, OnuReason? Reason)? Phase(string[] cells, int? column)
    {
        if (column is { } place && place < cells.Length && ZteWords.Phase(cells[place]) is { } stated) return stated;
        return cells.Reverse().Select(ZteWords.Phase).FirstOrDefault(phase => phase is not null);
    }

    [GeneratedRegex(@"Onu ?Index|(?:Admin|OMCC|O7|Phase|OLT|Config) ?State|Channel|Speed ?mode|\S+", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex HeadingPattern();
}
