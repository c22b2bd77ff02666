using EdgeNoc.Common.NocCommands;
using FsCheck;
using FsCheck.Fluent;

namespace EdgeNoc.Tests.NocCommands;

/// <summary>What somebody types who wants more than a command gives.</summary>
internal static class Hostile
{
    /// <summary>Arguments that every command takes gladly.</summary>
    public static IReadOnlyDictionary<string, string> Good(CommandSpec spec, string device = "router-1") => spec.Parameters.Where(parameter => parameter.Required).ToDictionary(parameter => parameter.Name, parameter => parameter.Name switch
    {
        "device" => device,
        "address" => "127.0.0.1",
        "interface" => "1/1/1:3",
        "entry" => """{"id":"box-9","driver":"no-such-driver"}""",
        _ => "user0007",
    });

    public static readonly IReadOnlyList<string> Ends =
    [
        "\n", "\r", "\r\nreboot\r\n", "\0", "\u0003", "\u001b[A\r", "\u0008", ";reboot", "; system-view", " | save flash:/x", "|no-more", "&& reboot", "$(reboot)", "`reboot`", "[/system reboot]", ":put [/user print]", "[", "]", " where 1=1", "'", "\"", "\\", "?", "%", "!", "#", "~",
        " disabled=yes", "=disabled=yes", "=.proplist=password", "?#!", "?>name=", "/system/reboot", "../../etc/shadow", "{", "}", "\u2028", "\u202e", "１", "é", " verbose", "<script>", "\t", "  ", "$IFS", "*", ",", "=",
    ];

    private static readonly string[] Beginnings = ["", "ether1", "1/1/1:3", "1/1:3", "0/1/0", "GigabitEthernet0/1/1", "user-7@isp1", "10.0.0.1", "00:1A:2B:3C:4D:5E", "olt-1", "-", " ", "display", "show", "quit", "enable", "30"];

    /// <summary>Each beginning as it is, for an attack that never gets through proves nothing; each end behind each of them, and alone.</summary>
    public static IEnumerable<string> Listed => [.. Beginnings, .. from beginning in Beginnings from end in Ends select beginning + end, .. Ends.Select(end => end + "ether1"), new string('a', 10_000), "", "reboot", "system-view"];

    /// <summary>The same put together at random, and whatever else a text can be.</summary>
    public static Gen<string> Any => Gen.OneOf(
        ArbMap.Default.ArbFor<string>().Generator.Select(text => text ?? ""),
        Gen.Elements(Listed.ToArray()),
        from beginning in Gen.Elements(Beginnings) from middle in ArbMap.Default.ArbFor<char>().Generator from end in Gen.Elements(Ends) select beginning + middle + end);
}
