using System.Text.RegularExpressions;
using EdgeNoc.Agent.Devices.Records;

namespace EdgeNoc.Agent.Devices.Vrp.Screens;

/// <summary><c>display interface</c>, of one or of all: a paragraph an interface, with rates, counters and what its module says.</summary>
internal static partial class InterfaceScreen
{
    public static Reading Parse(VrpAnswer answer)
    {
        var interfaces = new List<InterfaceRecord>();
        var optics = new List<OpticRecord>();
        Paragraph? current = null;
        foreach (var line in answer.Lines)
        {
            if (Title().Match(line) is { Success: true } title)
            {
                Close();
                current = new Paragraph(title.Groups["name"].Value, title.Groups["state"].Value);
            }
            else
            {
                current?.Take(line);
            }
        }

        Close();
        return new Reading { Interfaces = interfaces, Optics = optics };

        void Close()
        {
            if (current is null) return;
            interfaces.Add(current.Interface);
            if (current.Optic is { RxDbm: not null } or { TxDbm: not null } or { TempC: not null }) optics.Add(current.Optic);
        }
    }

    /// <summary>One interface, line by line.</summary>
    private sealed class Paragraph(string name, string state)
    {
        private bool _isInput;

        public InterfaceRecord Interface { get; private set; } = new()
        {
            Interface = name,
            Up = state.StartsWith("UP", StringComparison.OrdinalIgnoreCase),
            IsDisabled = state.StartsWith("Administratively", StringComparison.OrdinalIgnoreCase),
        };

        public OpticRecord Optic { get; private set; } = new() { Interface = name };

        public void Take(string line)
        {
            // A description is an operator's text: nothing in it is a value.
            if (line.TrimStart().StartsWith("Description", StringComparison.OrdinalIgnoreCase)) return;
            if (Rate().Match(line) is { Success: true } rate) TakeRate(rate);
            else if (Direction().Match(line) is { Success: true } direction) TakeCounters(line, direction.Groups["way"].ValueSpan.StartsWith("In", StringComparison.OrdinalIgnoreCase));
            else if (Utilisation().Match(line) is { Success: true } use) TakeUtilisation(VrpValue.Percent(use.Groups["percent"].ValueSpan));
            else if (Power().Match(line) is { Success: true } power) TakePower(power);
            else if (Speed().Match(line) is { Success: true } speed) TakeSpeed(speed);
            else TakeErrors(line);
        }

        private void TakeRate(Match rate)
        {
            // Old releases say bytes alone.
            var bps = rate.Groups["bps"].Success ? VrpValue.Count(rate.Groups["bps"].ValueSpan) : VrpValue.Count(rate.Groups["bytes"].ValueSpan) * 8;
            if (rate.Groups["way"].ValueSpan is "input") Interface = Interface with { RxBps = Interface.RxBps ?? bps };
            else Interface = Interface with { TxBps = Interface.TxBps ?? bps };
        }

        /// <summary>The busier direction.</summary>
        private void TakeUtilisation(double? percent)
        {
            if (percent is { } used) Interface = Interface with { UtilPct = Math.Max(Interface.UtilPct ?? 0, used) };
        }

        /// <summary>Physical ports say bytes first, trunks and logical ones packets.</summary>
        private void TakeCounters(string line, bool isInput)
        {
            _isInput = isInput;
            if (Bytes().Match(line) is not { Success: true } bytes) return;
            var count = VrpValue.Count(bytes.Groups["bytes"].ValueSpan);
            if (isInput) Interface = Interface with { RxBytes = Interface.RxBytes ?? count };
            else Interface = Interface with { TxBytes = Interface.TxBytes ?? count };
        }

        private void TakePower(Match power)
        {
            var dbm = VrpValue.Dbm(power.Groups["dbm"].ValueSpan);
            if (power.Groups["way"].ValueSpan is "Rx") Optic = Optic with { RxDbm = Optic.RxDbm ?? dbm };
            else Optic = Optic with { TxDbm = Optic.TxDbm ?? dbm };
        }

        private void TakeSpeed(Match speed)
        {
            var text = speed.Groups["speed"].Value;
            // "Speed : 1000" is in Mbit/s.
            var bps = VrpValue.Speed(text) ?? (VrpValue.Count(text) is > 0 and <= 1_000_000 and var mbit ? mbit * 1_000_000 : null);
            Interface = Interface with { SpeedBps = Interface.SpeedBps ?? bps };
        }

        private void TakeErrors(string line)
        {
            var errors = Errors().Match(line) is { Success: true } counted ? VrpValue.Count(counted.Groups["errors"].ValueSpan) : null;
            var drops = Drops().Match(line) is { Success: true } dropped ? VrpValue.Count(dropped.Groups["drops"].ValueSpan) : null;
            if (_isInput) Interface = Interface with { RxErrors = Interface.RxErrors ?? errors, RxDrops = Interface.RxDrops ?? drops };
            else if (Interface.TxBytes is not null) Interface = Interface with { TxErrors = Interface.TxErrors ?? errors, TxDrops = Interface.TxDrops ?? drops };
        }
    }

    // GigabitEthernet1/0/0 current state : UP (ifindex: 28); "Line protocol current state" has a blank in its name
    [GeneratedRegex(@"^(?<name>\S{1,64}) current state\s*:\s*(?<state>[A-Za-z][A-Za-z ]*)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Title();

    // Last 300 seconds input rate: 242275 bits/sec, 255 packets/sec; VRP5 without the colon, AR with "bytes/sec" before
    [GeneratedRegex(@"^\s*Last \d{1,5} seconds (?<way>input|output) rate:?\s+(?:(?<bytes>\d{1,17}) bytes/sec(?:,?\s+(?<bps>\d{1,18}) bits/sec)?|(?<bps>\d{1,18}) bits/sec)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Rate();

    // "Input bandwidth utilization  :    0%", "Last 300 seconds input utility rate:  0.02%"
    [GeneratedRegex(@"^\s*(?:Last \d{1,5} seconds )?(?:in|out)put (?:bandwidth utilization|utility rate)\s*:\s*(?<percent><?\d{1,3}(?:\.\d+)?%)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Utilisation();

    [GeneratedRegex(@"^\s*(?<way>Input|Output)(?: packets)?\s*:", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Direction();

    [GeneratedRegex(@"(?<![\d.])(?<bytes>\d{1,18}) bytes", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Bytes();

    [GeneratedRegex(@"^\s*(?<way>Rx|Tx)\s+(?:Optical\s+)?Power\s*:\s*(?<dbm>-?\d{1,3}(?:\.\d+)?\s*dBm)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Power();

    [GeneratedRegex(@"^\s*(?:Port BW|Speed)\s*:\s*(?<speed>\d{1,7}[GMK]?)\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Speed();

    // "Total Error:  4" and "0 errors,0 drops"
    [GeneratedRegex(@"(?:Total Error\s*:\s*(?<errors>\d{1,18}))|(?:(?<![\d.])(?<errors>\d{1,18}) errors)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Errors();

    [GeneratedRegex(@"(?:Discard\s*:\s*(?<drops>\d{1,18}))|(?:(?<![\d.])(?<drops>\d{1,18}) drops)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Drops();
}
