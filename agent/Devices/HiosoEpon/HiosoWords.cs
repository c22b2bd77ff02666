using System.Buffers.Text;
using System.Text;
using EdgeNoc.Agent.Devices.Records;

namespace EdgeNoc.Agent.Devices.HiosoEpon;

/// <summary>What the box's words and codes mean: the one table of this vendor.</summary>
internal static class HiosoWords
{
    /// <summary>The status column.</summary>
    internal enum StatusWord
    {
        Unknown,
        Up,
        Down,
        PowerDown,
        LoopDetected,
    }

    /// <summary>False for what is no word at all; a word that nobody has seen yet is an unknown status, not a guess.</summary>
    public static bool TryReadStatus(ReadOnlySpan<byte> cell, out StatusWord word)
    {
        word = Ascii.EqualsIgnoreCase(cell, "up"u8) ? StatusWord.Up
            : Ascii.EqualsIgnoreCase(cell, "down"u8) ? StatusWord.Down
            : Ascii.EqualsIgnoreCase(cell, "pwrdown"u8) ? StatusWord.PowerDown
            : Ascii.EqualsIgnoreCase(cell, "loopdetected"u8) ? StatusWord.LoopDetected
            : StatusWord.Unknown;
        return word != StatusWord.Unknown || (cell.Length is > 1 and < 20 && IsLetters(cell));
    }

    /// <summary>
    /// Status and reason in EdgeNoc's words. Reason code and gasp flag tell of the last loss and stay on the page afterwards:
    /// they count only for an ONU that is lost now, not for one that is up or talks enough to have its loop detected.
    /// </summary>
    public static (OnuStatus Status, OnuReason? Reason) Judge(StatusWord word, ReadOnlySpan<byte> reasonCell, bool gasp) => word switch
    {
        StatusWord.Up => (OnuStatus.Up, null),
        StatusWord.LoopDetected => (OnuStatus.Loop, OnuReason.Loop),
        StatusWord.PowerDown => (OnuStatus.PowerOff, OnuReason.DyingGasp),
        StatusWord.Down when gasp => (OnuStatus.PowerOff, OnuReason.DyingGasp),
        StatusWord.Down => Reason(reasonCell) switch
        {
            OnuReason.AuthRejected => (OnuStatus.AuthFailed, OnuReason.AuthRejected),
            OnuReason.DyingGasp => (OnuStatus.PowerOff, OnuReason.DyingGasp),
            var reason => (OnuStatus.Down, reason),
        },
        _ => (OnuStatus.Unknown, null),
    };

    /// <summary>Codes on the pages with 18 and more columns, words on the detail page.</summary>
    private static OnuReason? Reason(ReadOnlySpan<byte> cell) => cell switch
    {
        [] => null,
        [(byte)'1'] => OnuReason.Timeout,
        [(byte)'2'] => OnuReason.OnuInit,
        [(byte)'3'] => OnuReason.OltInit,
        [(byte)'4'] or [(byte)'5'] => OnuReason.AuthRejected,
        _ when Ascii.EqualsIgnoreCase(cell, "TIMEOUT"u8) => OnuReason.Timeout,
        _ when Ascii.EqualsIgnoreCase(cell, "ONU-init"u8) => OnuReason.OnuInit,
        _ when Ascii.EqualsIgnoreCase(cell, "OLT-init"u8) => OnuReason.OltInit,
        _ when cell.StartsWith("RejectBy"u8) => OnuReason.AuthRejected,
        _ when Ascii.EqualsIgnoreCase(cell, "Dying_gasp"u8) => OnuReason.DyingGasp,
        _ => OnuReason.Other,
    };

    /// <summary><c>2</c> is a deactivated ONU, every other code an active one; some pages write the word.</summary>
    public static string? Auth(ReadOnlySpan<byte> cell)
    {
        if (cell.IsEmpty) return null;
        if (cell.SequenceEqual("2"u8) || Ascii.EqualsIgnoreCase(cell, "Deactivate"u8)) return "Deactivate";
        return cell.ContainsAnyExceptInRange((byte)'0', (byte)'9') && !Ascii.EqualsIgnoreCase(cell, "Activate"u8) ? null : "Activate";
    }

    /// <summary>How far the CTC negotiation got: <c>CtcNegDone</c> is a working ONU; null for none.</summary>
    public static string? Ctc(ReadOnlySpan<byte> cell)
    {
        if (Utf8Parser.TryParse(cell, out int code, out var used) && used == cell.Length)
            return code > 0 && code <= CtcPhases.Length ? CtcPhases[code - 1] : null;
        foreach (var phase in CtcPhases)
        {
            if (Ascii.EqualsIgnoreCase(cell, phase)) return phase;
        }

        return null;
    }

    private static readonly string[] CtcPhases = ["MpcpDiscovery", "MpcpSla", "CtcInfo", "RequestCfg", "CtcNegDone"];

    private static bool IsLetters(ReadOnlySpan<byte> text)
    {
        foreach (var letter in text)
        {
            if (!char.IsAsciiLetter((char)letter)) return false;
        }

        return true;
    }
}
