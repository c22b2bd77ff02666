using System.Collections.Concurrent;

namespace EdgeNoc.Simulators.OltCli;

/// <summary>An OLT without the way to it: how it looks, who may log in, what it answers, what it was asked.</summary>
public sealed class OltCliBox(OltCliLook look, Func<string, OltCliFault, string?> answer)
{
    /// <summary>The families that there are, by the word of the simulators' verb.</summary>
    public static IReadOnlyList<string> Families { get; } = ["zte", "smartax", "hioso"];

    public OltCliLook Look => look;

    public string User { get; init; } = "admin";

    public string Password { get; init; } = "pw-1";

    public OltCliFault Fault { get; set; }

    /// <summary>Every line that came after a login.</summary>
    public ConcurrentQueue<string> Commands { get; } = new();

    /// <summary>Is told each of them too.</summary>
    public Action<string>? Asked { get; init; }

    /// <summary>Lines with <c>\n</c>; null for a command that the box does not know.</summary>
    public string? Answer(string command) => Fault == OltCliFault.OtherBox ? null : answer(command, Fault);

    /// <summary>A family's box with so many numbered ONUs.</summary>
    /// <exception cref="ArgumentException">There is no such family.</exception>
    public static (OltCliLook Look, Func<string, OltCliFault, string?> Answer) Of(string family, int onus) => family switch
    {
        "zte" => (OltCliLook.Zte, (command, fault) => ZteScreens.Of(command, onus, fault)),
        "smartax" => (OltCliLook.SmartAx, (command, fault) => SmartAxScreens.Of(command, onus, fault)),
        "hioso" => (OltCliLook.Hioso, (command, fault) => HiosoScreens.Of(command, onus, fault)),
        _ => throw new ArgumentException($"{family} is no family: {string.Join(", ", Families)}", nameof(family)),
    };
}
