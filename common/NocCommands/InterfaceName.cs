using System.Text.RegularExpressions;

namespace EdgeNoc.Common.NocCommands;

/// <summary>The name of a port, trunk or PON as a device writes it. What it may be is narrower than what devices allow: no quotes, no <c>;</c>, <c>|</c>, <c>?</c>, <c>$</c> or backslash, no control character.</summary>
public sealed partial record InterfaceName
{
    private InterfaceName(string text) => Text = text;

    public string Text { get; }

    /// <summary>Null for what cannot be one.</summary>
    public static InterfaceName? TryParse(string text) => Pattern().IsMatch(text) ? new(text) : null;

    /// <inheritdoc/>
    public override string ToString() => Text;

    // ether1, "sfp-sfpplus1 uplink", GigabitEthernet0/1/0.100, <pppoe-joao@isp>, 1/1/3:17
    [GeneratedRegex(@"\A(?:[A-Za-z0-9][A-Za-z0-9 ._:/@()+\-]{0,62}[A-Za-z0-9)+]|[A-Za-z0-9]|<[A-Za-z0-9][A-Za-z0-9._:/@+\-]{0,60}>)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
